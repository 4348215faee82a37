#include "gui/settings/numberbox.h"

#include <QLocale>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace exaid {

namespace {

constexpr double Anything = 1e15;
constexpr int Digits = 15;

} // namespace

NumberBox::NumberBox(double least, double most, bool whole, QWidget *parent)
    : QDoubleSpinBox(parent)
    , m_least(least)
    , m_most(most)
{
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    setLocale(plain);
    setDecimals(whole ? 0 : 6);
    setRange(-Anything, Anything);
    setSingleStep(whole || m_most > 10 ? 1 : 0.1);
    setStepType(m_most > 10'000 ? AdaptiveDecimalStepType : DefaultStepType);
    setFocusPolicy(Qt::StrongFocus);
    setKeyboardTracking(true);
}

QString NumberBox::textFromValue(double value) const
{
    return locale().toString(value, 'g', Digits);
}

void NumberBox::stepBy(int steps)
{
    QDoubleSpinBox::stepBy(steps);
    setValue(std::clamp(value(), m_least, m_most));
}

QString NumberBox::plainText() const
{
    return QString::number(value(), 'g', Digits);
}

void NumberBox::setPlainText(const QString &text)
{
    if (plainText() != text) // else it may just be typed
        setValue(text.toDouble());
}

void NumberBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore(); // the page scrolls
}

} // namespace exaid

#include "tests/gui/layoutcheck.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LongestWalk = 600; // Tab presses

QString titleOf(const QWidget &widget)
{
    QString text;
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        text = label->text();
    else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        text = button->text();
    return QLatin1StringView(widget.metaObject()->className()) + u' ' + widget.objectName() + u" “"_s +
           text.left(60) + u"” in "_s +
           (widget.parentWidget() ? widget.parentWidget()->objectName() : QString());
}

QList<QWidget *> shown(QWidget &window)
{
    QList<QWidget *> list;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->window() == &window && !widget->objectName().startsWith(u"qt_"_s))
            list << widget;
    }
    return list;
}

// Qt's own parts of a compound control, which speaks for them.
bool isPartOfAnother(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    return qobject_cast<const QLineEdit *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent) ||
           qobject_cast<const QComboBox *>(parent) || qobject_cast<const QTabBar *>(parent) ||
           (qobject_cast<const QAbstractItemView *>(parent) && widget.inherits("QHeaderView"));
}

bool isControl(const QWidget &widget)
{
    return qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget) ||
           qobject_cast<const QAbstractItemView *>(&widget) || qobject_cast<const QComboBox *>(&widget) ||
           widget.focusPolicy() != Qt::NoFocus;
}

QString spokenName(QWidget &widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

// Scrolled away is not clipped: only what its own frame cuts.
bool fits(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (label->text().isEmpty() || label->inherits("exaid::ElidedLabel") || !label->toolTip().isEmpty())
            return true;
        if (label->wordWrap())
            return label->heightForWidth(label->width()) <= label->height() + 1;
        return label->sizeHint().width() <= label->width() + 1 &&
               label->sizeHint().height() <= label->height() + 2;
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        if (button->text().isEmpty() || button->inherits("QToolBarExtension"))
            return true;
        const QSize wanted =
            button->minimumSizeHint().isValid() ? button->minimumSizeHint() : button->sizeHint();
        return wanted.width() <= button->width() + 1 && wanted.height() <= button->height() + 1;
    }
    if (const auto *choice = qobject_cast<const QComboBox *>(&widget)) {
        return choice->fontMetrics().horizontalAdvance(choice->currentText()) + 24 <= choice->width();
    }
    return true;
}

// Of the first rows.
int widestCell(const QTableView &table, int column)
{
    int widest = 0;
    for (int row = 0; row < std::min(table.model()->rowCount(), 60); ++row)
        widest = std::max(widest, table.sizeHintForIndex(table.model()->index(row, column)).width());
    return widest;
}

bool isText(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return !label->text().isEmpty();
    return qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QComboBox *>(&widget) ||
           qobject_cast<const QLineEdit *>(&widget);
}

} // namespace

QStringList namelessControls(QWidget &window)
{
    QStringList nameless;
    for (QWidget *widget : shown(window)) {
        if (isControl(*widget) && !isPartOfAnother(*widget) && spokenName(*widget).isEmpty())
            nameless << titleOf(*widget);
    }
    return nameless;
}

QStringList unreachedControls(QWidget &window)
{
    QSet<const QWidget *> reached;
    for (int i = 0; i < LongestWalk && QApplication::focusWidget(); ++i) {
        const QWidget *at = QApplication::focusWidget();
        if (at->focusProxy())
            at = at->focusProxy();
        reached.insert(at);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QStringList missed;
    for (const QWidget *widget : shown(window)) {
        const bool wanted = widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
                            !widget->focusProxy() && !isPartOfAnother(*widget);
        if (wanted && !reached.contains(widget))
            missed << titleOf(*widget);
    }
    return missed;
}

QStringList clippedTexts(QWidget &window)
{
    QStringList clipped;
    for (const QWidget *widget : shown(window)) {
        if (!isPartOfAnother(*widget) && !fits(*widget))
            clipped << u"%1 (%2 × %3)"_s.arg(titleOf(*widget)).arg(widget->width()).arg(widget->height());
    }
    return clipped;
}

QStringList elidedCells(QWidget &window)
{
    QStringList elided;
    for (QWidget *widget : shown(window)) {
        const auto *table = qobject_cast<const QTableView *>(widget);
        if (!table)
            continue;
        const QHeaderView *header = table->horizontalHeader();
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            const bool isLast = header->stretchLastSection() && visual == header->count() - 1;
            const int wanted = widestCell(*table, column);
            if (!isLast && !table->isColumnHidden(column) && wanted > table->columnWidth(column) + 1)
                elided << u"%1, column “%2” (%3 of %4)"_s.arg(
                    table->objectName(), table->model()->headerData(column, Qt::Horizontal).toString(),
                    QString::number(table->columnWidth(column)), QString::number(wanted));
        }
    }
    return elided;
}

QStringList overlappingTexts(QWidget &window)
{
    QStringList pairs;
    const QList<QWidget *> widgets = shown(window);
    for (qsizetype i = 0; i < widgets.size(); ++i) {
        for (qsizetype j = i + 1; j < widgets.size(); ++j) {
            const QWidget &one = *widgets.at(i), &other = *widgets.at(j);
            if (one.parentWidget() == other.parentWidget() && isText(one) && isText(other) &&
                !isPartOfAnother(one) && one.geometry().intersects(other.geometry()))
                pairs << titleOf(one) + u" and "_s + titleOf(other);
        }
    }
    return pairs;
}

} // namespace exaid

#include "gui/settings/settingsbanner.h"

#include "gui/charts/charttheme.h"
#include "gui/icons.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SettingsBanner::SettingsBanner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_first(new QPushButton(this))
    , m_second(new QPushButton(this))
{
    setObjectName(u"settingsBanner"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_first->setObjectName(u"bannerFirst"_s);
    m_second->setObjectName(u"bannerSecond"_s);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    m_detail->setWordWrap(true);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(m_title);
    column->addWidget(m_detail);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(12);
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addLayout(column, 1);
    row->addWidget(m_first);
    row->addWidget(m_second);
    connect(m_first, &QPushButton::clicked, this, &SettingsBanner::firstChosen);
    connect(m_second, &QPushButton::clicked, this, &SettingsBanner::secondChosen);
    applyPalette();
    hide();
}

void SettingsBanner::show(const QString &title, const QString &detail, const QString &first,
                          const QString &second)
{
    const bool isNews = isHidden() || m_title->text() != title;
    m_title->setText(title);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_first->setText(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(detail);
    setVisible(true);
    if (isNews) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

QString SettingsBanner::text() const
{
    return isHidden() ? QString() : m_title->text() + u' ' + m_detail->text();
}

void SettingsBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void SettingsBanner::applyPalette()
{
    const int side = fontMetrics().height() + 6;
    m_icon->setPixmap(icons::warning().pixmap(QSize(side, side), devicePixelRatioF()));
    charttheme::setInk(*m_title, charttheme::attention(palette()));
}

} // namespace exaid

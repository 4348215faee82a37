#include "gui/widgets/linkbanner.h"

#include "gui/charts/charttheme.h"
#include "gui/feed/feedstore.h"
#include "gui/icons.h"
#include "gui/models/texts.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace exaid {

LinkBanner::LinkBanner(const FeedStore &store, QWidget *parent)
    : QFrame(parent)
    , m_store(store)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
{
    setObjectName(QStringLiteral("linkBanner"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(12);
    auto *column = new QVBoxLayout;
    column->setSpacing(1);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_title);
    column->addWidget(m_detail);
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addLayout(column, 1);
    applyPalette();
    refresh();
}

void LinkBanner::refresh()
{
    if (const std::optional<Error> &failure = m_store.failure()) {
        show(failure->message, failure->hint);
        return;
    }
    const QString problem = m_store.problem();
    switch (m_store.link()) {
    case MonitorFeed::Link::Live:
        hide();
        return;
    case MonitorFeed::Link::Connecting:
        show(m_store.target().isEmpty() ? tr("Connecting…")
                                        : tr("Connecting to %1…").arg(foreignText(m_store.target())),
             problem.isEmpty() ? tr("The window fills as soon as the daemon answers.")
                               : tr("Not yet: %1 Trying again.").arg(problem));
        return;
    case MonitorFeed::Link::Lost:
        show(tr("Connection lost. The numbers below are %1 old.")
                 .arg(durationText(std::chrono::floor<std::chrono::milliseconds>(m_store.dataAge()).count())),
             problem.isEmpty() ? tr("The daemon stopped answering. Trying to reach it again.")
                               : tr("%1 Trying to reach it again.", "a problem").arg(problem));
        return;
    }
}

QString LinkBanner::text() const
{
    return m_title->text() + QChar(u' ') + m_detail->text();
}

void LinkBanner::show(const QString &title, const QString &detail)
{
    const bool news = isHidden() || m_detail->text() != detail;
    m_title->setText(title);
    m_detail->setText(detail);
    setAccessibleName(title);
    setAccessibleDescription(detail);
    setVisible(true);
    if (news) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void LinkBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void LinkBanner::applyPalette()
{
    const int side = fontMetrics().height() + 6;
    m_icon->setPixmap(icons::warning().pixmap(QSize(side, side), devicePixelRatioF()));
    charttheme::setInk(*m_title, charttheme::attention(palette()));
}

} // namespace exaid

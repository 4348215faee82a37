#include "gui/widgets/daemonheader.h"

#include "gui/charts/charttheme.h"
#include "gui/feed/feedstore.h"
#include "gui/models/texts.h"
#include "gui/widgets/elidedlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

DaemonHeader::DaemonHeader(const FeedStore &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_state(new QLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_simulated(new QLabel(tr("SIMULATED"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setBold(true);
    m_state->setFont(large);
    m_state->setObjectName(u"daemonState"_s);
    QFont bold = font();
    bold.setBold(true);
    m_simulated->setFont(bold);
    m_simulated->setObjectName(u"simulatedLabel"_s);
    m_simulated->setContentsMargins(8, 2, 8, 2);
    m_simulated->setFrameShape(QFrame::Box);
    m_simulated->setToolTip(tr("At least one provider is the built-in simulator: no real model answers.\n"
                               "Set KIMI_API_KEY or GLM_API_KEY to use a real one."));
    m_simulated->setAccessibleDescription(m_simulated->toolTip());
    row->addWidget(m_state);
    row->addWidget(m_facts, 1);
    row->addWidget(m_simulated);
    applyPalette();
    refresh();
}

void DaemonHeader::refresh()
{
    const Snapshot &snapshot = m_store.snapshot();
    m_simulated->setVisible(m_store.hasData() && snapshot.simulated);
    m_facts->setEnabled(m_store.isLive());
    m_state->setEnabled(m_store.isLive());
    if (!m_store.hasData()) {
        m_state->setText(tr("No daemon yet"));
        m_facts->setText({});
        return;
    }
    if (!m_store.isLive())
        m_state->setText(tr("Last known"));
    else if (snapshot.state == "serving"_L1)
        m_state->setText(snapshot.paused ? tr("Paused") : tr("Serving"));
    else if (snapshot.state == "draining"_L1)
        m_state->setText(tr("Draining"));
    else if (snapshot.state == "starting"_L1)
        m_state->setText(tr("Starting"));
    else
        m_state->setText(tr("Stopped"));
    const QString address =
        snapshot.address.contains(u':') ? u'[' + snapshot.address + u']' : snapshot.address;
    QStringList facts;
    if (!snapshot.address.isEmpty())
        facts << address + u':' + QString::number(snapshot.port);
    facts << tr("up %1", "for how long").arg(durationText(m_store.daemonNowMs() - snapshot.startedMs));
    facts << tr("%n connection(s)", nullptr, snapshot.connections);
    facts << tr("%n tool(s)", nullptr, snapshot.toolCount);
    m_facts->setText(facts.join(tr("  ·  ", "between facts")));
}

void DaemonHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void DaemonHeader::applyPalette()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, charttheme::attention(palette()));
    m_simulated->setPalette(colours);
    QPalette quiet = palette();
    quiet.setColor(QPalette::Active, QPalette::WindowText, charttheme::secondaryText(palette()));
    m_facts->setPalette(quiet);
}

} // namespace exaid

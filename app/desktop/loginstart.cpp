#include "app/desktop/loginstart.h"

#include "core/poolwork.h"
#include "gui/actions.h"

#include <QActionGroup>
#include <QThreadPool>

namespace exaid {

static_assert(static_cast<int>(AutostartChoice::Desktop) == static_cast<int>(StartAtLogin::Desktop) &&
              static_cast<int>(AutostartChoice::Service) == static_cast<int>(StartAtLogin::Service));

namespace {

AutostartChoice choiceOf(StartAtLogin start)
{
    return static_cast<AutostartChoice>(start);
}

} // namespace

LoginStart::LoginStart(const Autostart &autostart, Actions &actions, QObject *parent)
    : QObject(parent)
    , m_autostart(autostart)
    , m_actions(actions)
{
    connect(actions.starts, &QActionGroup::triggered, this,
            [this](const QAction *chosen) { choose(static_cast<StartAtLogin>(chosen->data().toInt())); });
    refresh();
}

void LoginStart::fill(const Autostart &autostart, SetupOffers &offers)
{
    offers.starts.clear();
    for (const StartAtLogin start : {StartAtLogin::Nothing, StartAtLogin::Desktop, StartAtLogin::Service}) {
        if (autostart.offers(choiceOf(start)))
            offers.starts << start;
    }
    offers.present = static_cast<StartAtLogin>(autostart.present());
}

void LoginStart::refresh()
{
    const auto look = [autostart = m_autostart] {
        SetupOffers offers;
        fill(autostart, offers);
        return offers;
    };
    runOnPool(*QThreadPool::globalInstance(), this, look,
              [this](const SetupOffers &offers) { show(offers); });
}

void LoginStart::show(const SetupOffers &offers)
{
    for (QAction *action : m_actions.starts->actions()) {
        const auto start = static_cast<StartAtLogin>(action->data().toInt());
        action->setVisible(offers.starts.contains(start));
        action->setChecked(start == offers.present);
    }
    Q_EMIT refreshed();
}

void LoginStart::choose(StartAtLogin start)
{
    const auto write = [autostart = m_autostart, start] { return autostart.set(choiceOf(start)); };
    runOnPool(*QThreadPool::globalInstance(), this, write, [this](const Status &done) {
        Q_EMIT said(done ? tr("Saved. It counts from the next login on.")
                         : done.error().message + QChar(u' ') + done.error().hint);
        refresh();
    });
}

} // namespace exaid

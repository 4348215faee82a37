#include "frontendworld.h"

#include <QTest>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

FrontEndWorld::FrontEndWorld()
    : timers(clock)
    , calls(timers)
    , sessions(clock, 5)
    , events(clock)
{
    settings.port = 0;
}

void FrontEndWorld::open()
{
    const FrontEnds::Parts parts{
        timers,
        calls,
        sessions,
        tools,
        hub,
        events,
        [this] { return snapshot; },
        [this] { ++stopRequests; },
        [] { return QJsonObject{{u"global_capacity"_s, 5}, {u"version"_s, u"test"_s}}; }};
    frontEnds = std::make_unique<FrontEnds>(settings, parts);
    const Result<quint16> port = frontEnds->listen();
    QVERIFY2(port.hasValue(), port ? "" : qPrintable(port.error().message));
    m_port = *port;
}

} // namespace exaid

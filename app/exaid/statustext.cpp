#include "app/exaid/statustext.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Columns are as wide as their widest cell; numbers are right-aligned.
QString tableText(const QList<QStringList> &rows, const QList<bool> &rightAligned)
{
    QList<qsizetype> widths(rightAligned.size(), 0);
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = qMax(widths[i], row.at(i).size());
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line = u"  "_s;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QString cell = rightAligned.at(i) ? row.at(i).rightJustified(widths.at(i))
                                                    : row.at(i).leftJustified(widths.at(i));
            line += (i == 0 ? QString() : u"  "_s) + cell;
        }
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

QString poolName(const PoolSnapshot &pool)
{
    QString name = pool.kind;
    if (!pool.name.isEmpty())
        name += u' ' + terminalSafe(pool.name, 24);
    return pool.simulated ? QString(name + u" (simulator)"_s) : name;
}

QString poolsText(const QList<PoolSnapshot> &pools)
{
    QList<QStringList> rows{{u"SLOTS"_s, u"used"_s, u"of"_s, u"waiting"_s, u"most used"_s}};
    for (const PoolSnapshot &pool : pools) {
        const QString of = pool.debt > 0 ? u"%1 (%2 over)"_s.arg(pool.capacity).arg(pool.debt)
                                         : QString::number(pool.capacity);
        rows << QStringList{poolName(pool), QString::number(pool.held), of, QString::number(pool.waiting),
                            QString::number(pool.peakHeld)};
    }
    return tableText(rows, {false, true, true, true, true});
}

QString sessionsText(const Snapshot &snapshot)
{
    QList<QStringList> rows{
        {u"SESSION"_s, u"client"_s, u"age"_s, u"running"_s, u"waiting"_s, u"calls"_s, u"failed"_s}};
    for (const SessionSnapshot &session : snapshot.sessions) {
        rows << QStringList{terminalSafe(session.name, 24),
                            terminalSafe(session.client, 24),
                            ageText(snapshot.wallMs - session.sinceMs),
                            QString::number(session.running),
                            QString::number(session.waiting),
                            QString::number(session.total),
                            QString::number(session.failed)};
    }
    return tableText(rows, {false, false, true, true, true, true, true});
}

QString callsText(const Snapshot &snapshot)
{
    QList<QStringList> rows{
        {u"CALL"_s, u"session"_s, u"tool"_s, u"model"_s, u"phase"_s, u"age"_s, u"in phase"_s, u"left"_s}};
    for (const CallSnapshot &call : snapshot.calls) {
        QString phase = toString(call.phase);
        if (call.position > 0)
            phase += u" #%1"_s.arg(call.position);
        rows << QStringList{QString::number(call.id),
                            terminalSafe(call.session, 24),
                            terminalSafe(call.tool, 24),
                            terminalSafe(call.model, 28),
                            phase,
                            ageText(snapshot.wallMs - call.startedMs),
                            ageText(snapshot.wallMs - call.phaseSinceMs),
                            call.deadlineMs > 0 ? ageText(call.deadlineMs - snapshot.wallMs) : u"-"_s};
    }
    return tableText(rows, {true, false, false, false, false, true, true, true});
}

QString limitText(const ProviderSnapshot &provider)
{
    const QString limits = u"%1/%2"_s.arg(provider.effectiveLimit).arg(provider.configuredLimit);
    return provider.holdMs > 0 ? limits + u", on hold for "_s + ageText(provider.holdMs) : limits;
}

QString providersText(const QList<ProviderSnapshot> &providers)
{
    QList<QStringList> rows{{u"PROVIDER"_s, u"breaker"_s, u"in flight"_s, u"limit"_s, u"requests"_s,
                             u"refused"_s, u"failed"_s, u"repeated"_s}};
    for (const ProviderSnapshot &provider : providers) {
        QString breaker = provider.breaker;
        if (provider.breakerRetryMs > 0)
            breaker += u", "_s + ageText(provider.breakerRetryMs);
        rows << QStringList{provider.label,
                            breaker,
                            QString::number(provider.inFlight),
                            limitText(provider),
                            QString::number(provider.requests),
                            QString::number(provider.refusals),
                            QString::number(provider.failures),
                            QString::number(provider.retries)};
    }
    return tableText(rows, {false, false, true, true, true, true, true, true});
}

// What `exaid config` explains in full.
QString learnedText(const QList<ProviderSnapshot> &providers)
{
    QString text;
    for (const ProviderSnapshot &provider : providers) {
        for (const ModelSnapshot &model : provider.models) {
            if (model.longestPauseMs == 0)
                continue;
            text += u"%1 may fall silent for %2: it paused for %3 in its last %4 streams\n"_s.arg(
                terminalSafe(model.model, 40), ageText(model.stallLimitMs), ageText(model.longestPauseMs),
                QString::number(model.streams));
        }
    }
    return text;
}

QString tallyText(const QJsonObject &tally)
{
    QStringList parts;
    for (auto it = tally.begin(); it != tally.end(); ++it)
        parts << u"%1 %2"_s.arg(it.key()).arg(it.value().toInteger());
    return parts.isEmpty() ? QString() : u" (%1)"_s.arg(parts.join(", "_L1));
}

QString countersText(const CounterSnapshot &c)
{
    return u"calls: %1 started, %2 answered, %3 refused%4, %5 timed out%6, %7 cancelled, %8 failed\n"_s.arg(
               QString::number(c.callsStarted), QString::number(c.callsAnswered),
               QString::number(c.callsRefused), tallyText(c.refusalsByLimit),
               QString::number(c.callsTimedOut), tallyText(c.timeoutsByClock),
               QString::number(c.callsCancelled), QString::number(c.callsFailed)) +
           u"leaks: %1 found%2, %3 recovered; provider requests aborted: %4\n"_s.arg(
               QString::number(c.leaksFound), tallyText(c.leaksByCause), QString::number(c.leaksRecovered),
               QString::number(c.providerAborts));
}

} // namespace

QString ageText(qint64 milliseconds)
{
    const qint64 ms = qMax<qint64>(0, milliseconds);
    const qint64 seconds = ms / 1000;
    const auto twoDigits = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    if (ms < 10'000)
        return QString::number(static_cast<double>(ms) / 1000.0, 'f', 1) + u" s";
    if (seconds < 60)
        return QString::number(seconds) + u" s";
    if (seconds < 3'600)
        return QString::number(seconds / 60) + u" m " + twoDigits(seconds % 60) + u" s";
    return QString::number(seconds / 3'600) + u" h " + twoDigits(seconds / 60 % 60) + u" m";
}

QString terminalSafe(const QString &text, qsizetype longest)
{
    QString safe;
    for (const QChar c : text.left(longest + 1)) {
        const bool unsafe = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
        safe += unsafe ? QChar(u'?') : c;
    }
    if (safe.size() > longest)
        safe = safe.left(longest - 1) + u'…';
    return safe;
}

QString statusText(const Snapshot &snapshot)
{
    const QString host =
        snapshot.address.contains(u':') ? QString(u'[' + snapshot.address + u']') : snapshot.address;
    QString text = u"exaid %1: %2 on ws://%3:%4, pid %5, up %6\n"_s.arg(
        snapshot.version, snapshot.state, host, QString::number(snapshot.port), QString::number(snapshot.pid),
        ageText(snapshot.wallMs - snapshot.startedMs));
    text += u"%1 tools, %2 connections, %3 sessions, %4 calls now\n"_s.arg(
        QString::number(snapshot.toolCount), QString::number(snapshot.connections),
        QString::number(snapshot.sessions.size()), QString::number(snapshot.calls.size()));
    if (snapshot.simulated)
        text +=
            u"The built-in simulator answers; set KIMI_API_KEY_FILE or GLM_API_KEY_FILE for real providers.\n"_s;
    text += u'\n' + poolsText(snapshot.pools);
    if (!snapshot.providers.isEmpty())
        text += u'\n' + providersText(snapshot.providers) + learnedText(snapshot.providers);
    if (!snapshot.sessions.isEmpty())
        text += u'\n' + sessionsText(snapshot);
    if (!snapshot.calls.isEmpty())
        text += u'\n' + callsText(snapshot);
    return text + u'\n' + countersText(snapshot.counters);
}

} // namespace exaid

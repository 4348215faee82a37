#include "gui/models/texts.h"

#include <QCoreApplication>
#include <QLocale>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Texts)
};

QString twoDigits(qint64 number)
{
    return u"%1"_s.arg(number, 2, 10, QChar(u'0'));
}

} // namespace

QString durationText(qint64 milliseconds)
{
    const qint64 seconds = qMax(milliseconds, qint64(0)) / 1000;
    if (seconds < 60)
        return Texts::tr("%1 s", "seconds").arg(seconds);
    if (seconds < 3600)
        return Texts::tr("%1 min %2 s", "minutes, seconds")
            .arg(QString::number(seconds / 60), twoDigits(seconds % 60));
    if (seconds < 86'400)
        return Texts::tr("%1 h %2 min", "hours, minutes")
            .arg(QString::number(seconds / 3600), twoDigits(seconds / 60 % 60));
    return Texts::tr("%1 d %2 h", "days, hours")
        .arg(QString::number(seconds / 86'400), QString::number(seconds / 3600 % 24));
}

QString shortDurationText(qint64 milliseconds)
{
    const qint64 ms = qMax(milliseconds, qint64(0));
    if (ms >= 59'950)
        return durationText(ms);
    return Texts::tr("%1 s", "seconds")
        .arg(QLocale().toString(static_cast<double>(ms) / 1000.0, 'f', ms < 9'995 ? 2 : 1));
}

QString outcomeText(const QString &outcome)
{
    if (outcome == "answer"_L1)
        return Texts::tr("answered", "how a call ended");
    if (outcome == "refused"_L1)
        return Texts::tr("refused", "how a call ended");
    if (outcome == "timed_out"_L1)
        return Texts::tr("timed out", "how a call ended");
    if (outcome == "cancelled"_L1)
        return Texts::tr("cancelled", "how a call ended");
    if (outcome == "provider_failed"_L1)
        return Texts::tr("provider failed", "how a call ended");
    if (outcome == "rejected"_L1)
        return Texts::tr("rejected", "how a call ended: its arguments were wrong");
    if (outcome == "internal_failure"_L1)
        return Texts::tr("internal error", "how a call ended");
    return outcome;
}

QString clockText(const QString &clock)
{
    if (clock == "queue"_L1)
        return Texts::tr("queue", "clock of a call");
    if (clock == "connect"_L1)
        return Texts::tr("connect", "clock of a call");
    if (clock == "first_token"_L1)
        return Texts::tr("first token", "clock of a call");
    if (clock == "stall"_L1)
        return Texts::tr("stall", "clock of a call: pause between two parts of an answer");
    if (clock == "total"_L1)
        return Texts::tr("total", "clock of a call");
    return clock;
}

QString leakCauseText(const QString &cause)
{
    if (cause == "drift"_L1)
        return Texts::tr("drift", "cause of a leak: a pool and its leases do not agree");
    if (cause == "orphan"_L1)
        return Texts::tr("orphan", "cause of a leak: the holder of the slot is gone");
    if (cause == "overdue"_L1)
        return Texts::tr("overdue", "cause of a leak: held long past the deadline");
    return cause;
}

QString limitText(const QString &limit)
{
    if (limit == limit.toUpper())
        return limit; // EXAI_QUEUE_PER_SESSION, OVER_CAPACITY
    if (limit == "circuit_breaker"_L1)
        return Texts::tr("circuit breaker", "what refused a call");
    QString words = limit;
    return words.replace(u'_', u' ');
}

QString phaseText(CallPhase phase)
{
    switch (phase) {
    case CallPhase::Preparing:
        return Texts::tr("preparing", "phase of a call");
    case CallPhase::Queued:
        return Texts::tr("queued", "phase of a call");
    case CallPhase::Connecting:
        return Texts::tr("connecting", "phase of a call");
    case CallPhase::AwaitingFirstToken:
        return Texts::tr("awaiting token", "phase of a call: waits for the first token");
    case CallPhase::Streaming:
        return Texts::tr("streaming", "phase of a call");
    case CallPhase::Finishing:
        return Texts::tr("finishing", "phase of a call");
    case CallPhase::BackingOff:
        return Texts::tr("backing off", "phase of a call: waits before it asks the provider again");
    }
    Q_UNREACHABLE();
}

QStringList phaseTexts()
{
    QStringList texts;
    for (const CallPhase phase :
         {CallPhase::Preparing, CallPhase::Queued, CallPhase::Connecting, CallPhase::AwaitingFirstToken,
          CallPhase::Streaming, CallPhase::Finishing, CallPhase::BackingOff})
        texts << phaseText(phase);
    return texts;
}

QString longDurationText()
{
    return durationText(3'599'000);
}

QString foreignText(const QString &text)
{
    return QChar(0x2068) + text + QChar(0x2069);
}

} // namespace exaid

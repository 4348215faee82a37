#include "gui/models/texts.h"

#include <QCoreApplication>

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

QString foreignText(const QString &text)
{
    return QChar(0x2068) + text + QChar(0x2069);
}

} // namespace exaid

#include "gui/models/callcells.h"

#include "gui/charts/charttheme.h"
#include "gui/icons.h"
#include "gui/models/calltablemodel.h"
#include "gui/models/texts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>
#include <array>

namespace exaid::callcells {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CallCells
{
    Q_DECLARE_TR_FUNCTIONS(CallCells)
};

bool isNumber(int column)
{
    return (column >= CallTableModel::Started && column <= CallTableModel::Attempts) ||
           column == CallTableModel::Number;
}

CallPhase phaseOf(const CallRow &row)
{
    for (const CallPhase phase : {CallPhase::Queued, CallPhase::Connecting, CallPhase::AwaitingFirstToken,
                                  CallPhase::Streaming, CallPhase::Finishing, CallPhase::BackingOff}) {
        if (toString(phase) == row.phase)
            return phase;
    }
    return CallPhase::Preparing;
}

bool endedBadly(const CallRow &row)
{
    return !row.runs() && row.outcome != "answer"_L1 && row.outcome != "cancelled"_L1;
}

// The day is said only when it is not today: the history has 24 hours.
QString timeText(qint64 ms, qint64 nowMs)
{
    if (ms == 0)
        return {};
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(ms);
    const QLocale locale;
    const QString time = locale.toString(when.time(), u"HH:mm:ss"_s);
    if (when.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date())
        return time;
    return CallCells::tr("%1 %2", "day of the week, time")
        .arg(locale.dayName(when.date().dayOfWeek(), QLocale::ShortFormat), time);
}

QString tokensText(const CallRow &row)
{
    if (!row.promptTokens && !row.completionTokens)
        return {};
    const QLocale locale;
    return CallCells::tr("%1 + %2", "tokens of the prompt, tokens of the answer")
        .arg(locale.toString(row.promptTokens.value_or(0)),
             locale.toString(row.completionTokens.value_or(0)));
}

QString toolTip(const CallRow &row)
{
    QStringList lines{
        CallCells::tr("Call %1, request %2").arg(QString::number(row.call), foreignText(row.requestId)),
        CallCells::tr("Session %1").arg(foreignText(row.session))};
    if (!row.message.isEmpty())
        lines << row.message;
    return lines.join(u'\n');
}

} // namespace

QString stateText(const CallRow &row)
{
    if (row.runs())
        return phaseText(phaseOf(row));
    if (row.clock.isEmpty())
        return outcomeText(row.outcome);
    return CallCells::tr("%1 (%2)", "how a call ended, the clock that expired")
        .arg(outcomeText(row.outcome), clockText(row.clock));
}

QStringList stateTexts()
{
    QStringList texts = phaseTexts();
    CallRow row;
    for (const char *outcome :
         {"answer", "refused", "cancelled", "provider_failed", "rejected", "internal_failure"}) {
        row.outcome = QLatin1StringView(outcome);
        texts << stateText(row);
    }
    row.outcome = u"timed_out"_s;
    for (const char *clock : {"queue", "connect", "first_token", "stall", "total"}) {
        row.clock = QLatin1StringView(clock);
        texts << stateText(row);
    }
    return texts;
}

QString text(const CallRow &row, int column, qint64 nowMs)
{
    const QLocale locale;
    switch (column) {
    case CallTableModel::State:
        return stateText(row);
    case CallTableModel::Session:
        return row.session;
    case CallTableModel::Client:
        return row.client;
    case CallTableModel::Tool:
        return row.tool;
    case CallTableModel::Provider:
        return row.simulated ? CallCells::tr("%1 (simulated)", "provider").arg(row.provider) : row.provider;
    case CallTableModel::Model:
        return row.model;
    case CallTableModel::WorkClass:
        return row.workClass;
    case CallTableModel::Started:
        return timeText(row.startedMs, nowMs);
    case CallTableModel::Ended:
        return timeText(row.endedMs, nowMs);
    case CallTableModel::Waited:
        return shortDurationText(row.waitedMs(nowMs));
    case CallTableModel::Ran:
        return row.runs() && row.runSinceMs == 0 ? QString() : shortDurationText(row.ranMs(nowMs));
    case CallTableModel::Total:
        return shortDurationText(row.totalMs(nowMs));
    case CallTableModel::Tokens:
        return tokensText(row);
    case CallTableModel::Cost:
        return row.cost ? CallCells::tr("$%1", "US dollars").arg(locale.toString(*row.cost, 'f', 4))
                        : QString();
    case CallTableModel::Attempts:
        return locale.toString(row.attempts);
    case CallTableModel::Error:
        return row.message.isEmpty() ? row.code : row.message;
    case CallTableModel::Request:
        return row.requestId;
    case CallTableModel::Number:
        return QString::number(row.call);
    default:
        return {};
    }
}

QVariant data(const CallRow &row, int column, int role, qint64 nowMs)
{
    switch (role) {
    case Qt::DisplayRole:
    case FilterRole:
        return text(row, column, nowMs);
    case KeyRole:
        return QVariant::fromValue(row.call);
    case Qt::ToolTipRole:
        return toolTip(row);
    case Qt::DecorationRole:
        if (column != CallTableModel::State)
            return {};
        if (row.runs())
            return icons::phase(phaseOf(row));
        return endedBadly(row) ? icons::warning() : icons::ended(row.outcome == "answer"_L1);
    case Qt::TextAlignmentRole:
        return isNumber(column) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        // Colour only hints at what the words say.
        if (column == CallTableModel::State && endedBadly(row))
            return charttheme::attention(QGuiApplication::palette());
        return row.runs() ? QVariant() : QVariant(charttheme::secondaryText(QGuiApplication::palette()));
    default:
        return {};
    }
}

QVariant header(int column, int role)
{
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && column == CallTableModel::Waited)
        return CallCells::tr("Time in the queue, waiting for a slot");
    if (role == Qt::ToolTipRole && column == CallTableModel::Tokens)
        return CallCells::tr("Tokens of the prompt + tokens of the answer, as the provider counts");
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case CallTableModel::State:
        return CallCells::tr("State");
    case CallTableModel::Session:
        return CallCells::tr("Session");
    case CallTableModel::Client:
        return CallCells::tr("Client");
    case CallTableModel::Tool:
        return CallCells::tr("Tool");
    case CallTableModel::Provider:
        return CallCells::tr("Provider");
    case CallTableModel::Model:
        return CallCells::tr("Model");
    case CallTableModel::WorkClass:
        return CallCells::tr("Kind of work");
    case CallTableModel::Started:
        return CallCells::tr("Started");
    case CallTableModel::Ended:
        return CallCells::tr("Ended");
    case CallTableModel::Waited:
        return CallCells::tr("Waited");
    case CallTableModel::Ran:
        return CallCells::tr("Ran");
    case CallTableModel::Total:
        return CallCells::tr("In all");
    case CallTableModel::Tokens:
        return CallCells::tr("Tokens");
    case CallTableModel::Cost:
        return CallCells::tr("Cost");
    case CallTableModel::Attempts:
        return CallCells::tr("Attempts");
    case CallTableModel::Error:
        return CallCells::tr("Error");
    case CallTableModel::Request:
        return CallCells::tr("Request");
    case CallTableModel::Number:
        return CallCells::tr("Number");
    default:
        return {};
    }
}

CallQuery::Sort sortOf(int column)
{
    using enum CallQuery::Sort;
    constexpr std::array<CallQuery::Sort, CallTableModel::ColumnCount> sorts{CallQuery::Sort::State,
                                                                             Session,
                                                                             Client,
                                                                             Tool,
                                                                             Provider,
                                                                             Model,
                                                                             WorkClass,
                                                                             Started,
                                                                             CallQuery::Sort::Ended,
                                                                             Queue,
                                                                             Run,
                                                                             Total,
                                                                             Tokens,
                                                                             Cost,
                                                                             Attempts,
                                                                             Code,
                                                                             Request,
                                                                             Call};
    return sorts.at(static_cast<size_t>(column));
}

} // namespace exaid::callcells

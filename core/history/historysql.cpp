#include "core/history/historysql.h"

#include <QSqlQuery>
#include <cmath>

namespace exaid::historysql {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LongestMessage = 240;
constexpr qsizetype LongestRequestId = 128;
constexpr double MicroDollar = 1e6;

// Texts that many rows share are kept once, in `words`; the columns hold their numbers. `limits` is one text
// for all clocks of a work class.
const QStringList &wordColumns()
{
    static const QStringList names{u"session"_s, u"client"_s, u"tool"_s,     u"provider"_s,
                                   u"model"_s,   u"class"_s,  u"priority"_s, u"outcome"_s,
                                   u"code"_s,    u"clock"_s,  u"message"_s,  u"limits"_s};
    return names;
}

const QStringList &plainColumns()
{
    static const QStringList names{
        u"request"_s,   u"call"_s,        u"ended"_s,  u"total"_s,      u"attempts"_s,  u"chunks"_s,
        u"queue"_s,     u"run"_s,         u"prompt"_s, u"completion"_s, u"reasoning"_s, u"cached"_s,
        u"cost"_s,      u"preparing"_s,   u"queued"_s, u"connecting"_s, u"first"_s,     u"streaming"_s,
        u"finishing"_s, u"backing_off"_s, u"pause"_s,  u"simulated"_s};
    return names;
}

QString limitsText(const CallRowLimits &limits)
{
    QStringList numbers;
    for (const qint64 limit : {limits.queue, limits.connect, limits.firstToken, limits.stall, limits.total})
        numbers << QString::number(limit);
    return numbers.join(u',');
}

CallRowLimits limitsFrom(const QString &text)
{
    const QStringList numbers = text.split(u',');
    const auto at = [&numbers](qsizetype i) { return numbers.value(i).toLongLong(); };
    return {at(0), at(1), at(2), at(3), at(4)};
}

// Zeros are common; null takes no room.
QVariant sparse(qint64 number)
{
    return number == 0 ? QVariant(QMetaType::fromType<qint64>()) : QVariant(number);
}

QVariant optional(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant(QMetaType::fromType<qint64>());
}

std::optional<qint64> optionalFrom(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

QString pattern(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + escaped + u'%';
}

QString wordLike(const QString &column)
{
    return column + u" IN (SELECT id FROM words WHERE text LIKE ? ESCAPE '\\')"_s;
}

QString columnOf(CallFilter::Field field)
{
    using enum CallFilter::Field;
    switch (field) {
    case Session:
        return u"session"_s;
    case Client:
        return u"client"_s;
    case Tool:
        return u"tool"_s;
    case Provider:
        return u"provider"_s;
    case Model:
        return u"model"_s;
    case WorkClass:
        return u"class"_s;
    case Priority:
        return u"priority"_s;
    case State:
        return u"outcome"_s;
    case Code:
        return u"code"_s;
    case Clock:
        return u"clock"_s;
    case Message:
        return u"message"_s;
    case Any:
    case Request:
    case Call:
        return {};
    }
    Q_UNREACHABLE();
}

void addWord(Condition &condition, const CallFilter::Word &word)
{
    using enum CallFilter::Field;
    QStringList choices;
    const auto add = [&](const QString &choice, const QVariant &value) {
        choices << choice;
        condition.values << value;
    };
    const auto addColumn = [&](const QString &column) {
        // States match by their beginnings, as in CallFilter.
        const QString like = pattern(word.text);
        add(wordLike(column), column == "outcome"_L1 ? like.sliced(1) : like);
    };
    const bool meansAllEnded = u"ended"_s.startsWith(word.text, Qt::CaseInsensitive);
    if (word.field == Call) {
        add(u"call = ?"_s, word.text.toLongLong());
    } else if ((word.field == State || word.field == Any) && meansAllEnded) {
        choices << u"1"_s;
    } else if (word.field == Request) {
        add(u"request LIKE ? ESCAPE '\\'"_s, pattern(word.text));
    } else if (word.field == Any) {
        add(u"request LIKE ? ESCAPE '\\'"_s, pattern(word.text));
        for (const QString &column : wordColumns().mid(0, wordColumns().size() - 1)) // not the limits
            addColumn(column);
    } else {
        addColumn(columnOf(word.field));
    }
    if (!condition.sql.isEmpty())
        condition.sql += u" AND "_s;
    condition.sql += u'(' + choices.join(u" OR "_s) + u')';
}

} // namespace

QStringList schema()
{
    QStringList columns{u"id INTEGER PRIMARY KEY AUTOINCREMENT"_s};
    columns += wordColumns() + plainColumns();
    return {
        u"CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, used INTEGER NOT NULL)"_s,
        u"CREATE TABLE calls ("_s + columns.join(u',') + u')',
        u"PRAGMA user_version = %1"_s.arg(SchemaVersion)};
}

QString insertRow()
{
    const QStringList columns = wordColumns() + plainColumns();
    QStringList marks;
    for (qsizetype i = 0; i < columns.size(); ++i)
        marks << u"?"_s;
    return u"INSERT INTO calls (%1) VALUES (%2)"_s.arg(columns.join(u','), marks.join(u','));
}

QVariantList valuesOf(const CallRow &row, const std::function<qint64(const QString &)> &wordId)
{
    QVariantList values;
    for (const QString &word :
         {row.session, row.client, row.tool, row.provider, row.model, row.workClass, row.priority,
          row.outcome, row.code, row.clock, row.message.left(LongestMessage), limitsText(row.limits)})
        values << (word.isEmpty() ? QVariant(QMetaType::fromType<qint64>()) : QVariant(wordId(word)));
    const QVariant cost =
        row.cost ? QVariant(static_cast<qint64>(std::llround(*row.cost * MicroDollar))) : optional({});
    values << row.requestId.left(LongestRequestId) << static_cast<qint64>(row.call) << row.endedMs
           << row.endedMs - row.startedMs << sparse(row.attempts) << sparse(row.chunks) << sparse(row.queueMs)
           << sparse(row.runMs) << optional(row.promptTokens) << optional(row.completionTokens)
           << optional(row.reasoningTokens) << optional(row.cachedTokens) << cost;
    const CallPhaseTimes &p = row.phases;
    for (const qint64 ms : {p.preparing, p.queued, p.connecting, p.firstToken, p.streaming, p.finishing,
                            p.backingOff, p.longestPause})
        values << sparse(ms);
    return values << sparse(row.simulated ? 1 : 0);
}

QString selectRow()
{
    QStringList columns{u"id"_s};
    for (const QString &word : wordColumns())
        columns << u"(SELECT text FROM words WHERE words.id = calls.%1)"_s.arg(word);
    columns += plainColumns();
    return u"SELECT "_s + columns.join(u',') + u" FROM calls "_s;
}

CallRow rowFrom(const QSqlQuery &query)
{
    CallRow row;
    int i = 0;
    const auto next = [&] { return query.value(i++); };
    row.row = next().toLongLong();
    for (QString *text : {&row.session, &row.client, &row.tool, &row.provider, &row.model, &row.workClass,
                          &row.priority, &row.outcome, &row.code, &row.clock, &row.message})
        *text = next().toString();
    row.limits = limitsFrom(next().toString());
    row.requestId = next().toString();
    row.call = next().toULongLong();
    row.endedMs = next().toLongLong();
    row.startedMs = row.endedMs - next().toLongLong();
    row.attempts = next().toInt();
    row.chunks = next().toLongLong();
    row.queueMs = next().toLongLong();
    row.runMs = next().toLongLong();
    for (std::optional<qint64> *count :
         {&row.promptTokens, &row.completionTokens, &row.reasoningTokens, &row.cachedTokens})
        *count = optionalFrom(next());
    if (const auto cost = optionalFrom(next()))
        row.cost = static_cast<double>(*cost) / MicroDollar;
    CallPhaseTimes &p = row.phases;
    for (qint64 *ms : {&p.preparing, &p.queued, &p.connecting, &p.firstToken, &p.streaming, &p.finishing,
                       &p.backingOff, &p.longestPause})
        *ms = next().toLongLong();
    row.simulated = next().toInt() != 0;
    return row;
}

Condition conditionOf(const CallFilter &filter)
{
    Condition condition;
    for (const CallFilter::Word &word : filter.words())
        addWord(condition, word);
    return condition;
}

QString orderOf(CallQuery::Sort sort)
{
    const auto word = [](const QString &column) {
        return u"IFNULL((SELECT text FROM words WHERE words.id = calls.%1), '') COLLATE NOCASE"_s.arg(column);
    };
    using enum CallQuery::Sort;
    switch (sort) {
    case Ended:
        return u"id"_s; // rows come as calls end
    case Started:
        return u"(ended - total)"_s;
    case Session:
        return word(u"session"_s);
    case Client:
        return word(u"client"_s);
    case Tool:
        return word(u"tool"_s);
    case Provider:
        return word(u"provider"_s);
    case Model:
        return word(u"model"_s);
    case WorkClass:
        return word(u"class"_s);
    case State:
        return word(u"outcome"_s);
    case Code:
        return word(u"code"_s);
    case Queue:
        return u"IFNULL(queue, 0)"_s;
    case Run:
        return u"IFNULL(run, 0)"_s;
    case Total:
        return u"total"_s;
    case Tokens:
        return u"IFNULL(prompt, 0) + IFNULL(completion, 0)"_s;
    case Cost:
        return u"IFNULL(cost, -1)"_s;
    case Attempts:
        return u"IFNULL(attempts, 0)"_s;
    case Request:
        return u"request COLLATE NOCASE"_s;
    case Call:
        return u"call"_s;
    }
    Q_UNREACHABLE();
}

} // namespace exaid::historysql

#include "samplerows.h"

#include <QUuid>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QString oneOf(QRandomGenerator &random, const QStringList &choices)
{
    return choices.at(random.bounded(static_cast<int>(choices.size())));
}

QString uuidFrom(QRandomGenerator &random)
{
    QByteArray bytes(16, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(random.bounded(256));
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

} // namespace

CallRow fullRow()
{
    CallRow row;
    row.call = 17;
    row.session = u"claude-1"_s;
    row.client = u"claude-code 2.1"_s;
    row.requestId = u"r-17"_s;
    row.tool = u"codereview"_s;
    row.provider = u"kimi"_s;
    row.model = u"kimi-k2-0905-preview"_s;
    row.workClass = u"thinking"_s;
    row.priority = u"batch"_s;
    row.outcome = u"timed_out"_s;
    row.code = u"TIMEOUT"_s;
    row.clock = u"stall"_s;
    row.message = u"100 % „still“ nothing_at\\all"_s;
    row.simulated = true;
    row.startedMs = SampleDayMs;
    row.endedMs = SampleDayMs + 12'345;
    row.attempts = 2;
    row.chunks = 99;
    row.queueMs = 1'000;
    row.runMs = 11'000;
    row.promptTokens = 1'234;
    row.completionTokens = 0;
    row.cachedTokens = 7;
    row.cost = 0.001234;
    row.phases = {1, 2, 3, 4, 5, 6, 7, 8};
    row.limits = {240'000, 10'000, 60'000, 120'000, 360'000};
    return row;
}

CallRow sampleRow(QRandomGenerator &random, quint64 call, qint64 endedMs)
{
    CallRow row;
    row.call = call;
    row.session = u"agent-%1"_s.arg(random.bounded(40));
    row.client = oneOf(random, {u"claude-code 2.1"_s, u"codex 0.44"_s, u""_s});
    row.requestId = uuidFrom(random);
    row.tool = oneOf(random, {u"chat"_s, u"debug"_s, u"codereview"_s, u"Analyze"_s});
    row.provider = oneOf(random, {u"kimi"_s, u"glm"_s});
    row.model = row.provider == u"kimi" ? u"kimi-k2-0905-preview"_s : u"glm-4.6"_s;
    row.workClass = oneOf(random, {u"plain"_s, u"web"_s, u"thinking"_s});
    row.priority = u"interactive"_s;
    row.outcome =
        oneOf(random, {u"answer"_s, u"answer"_s, u"answer"_s, u"timed_out"_s, u"provider_failed"_s});
    if (row.outcome != u"answer") {
        row.code = row.outcome == u"timed_out" ? u"TIMEOUT"_s : u"PROVIDER_ERROR"_s;
        row.message = u"no part of the answer for %1 s"_s.arg(random.bounded(60, 120));
        row.clock = row.outcome == u"timed_out" ? u"stall"_s : QString();
    } else {
        row.promptTokens = random.bounded(50'000);
        row.completionTokens = random.bounded(8'000);
        if (random.bounded(3) != 0)
            row.cost = random.bounded(100'000) / 1e6;
    }
    row.endedMs = endedMs;
    row.startedMs = endedMs - random.bounded(500, 240'000);
    row.attempts = random.bounded(1, 3);
    row.chunks = random.bounded(2'000);
    row.queueMs = random.bounded(2) == 0 ? 0 : random.bounded(30'000);
    row.runMs = row.endedMs - row.startedMs - row.queueMs;
    row.phases = {2, row.queueMs,          40, random.bounded(8'000), random.bounded(90'000), 3,
                  0, random.bounded(4'000)};
    row.limits = {240'000, 10'000, 60'000, 120'000, 240'000};
    return row;
}

} // namespace exaid

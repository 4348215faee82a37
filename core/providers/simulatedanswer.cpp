#include "core/providers/simulatedanswer.h"

#include "core/providers/promptdirective.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int MaxTokens = 100'000;

// Box and Muller by hand: std::lognormal_distribution may differ between libraries, and a seed promises the
// same run.
double lognormalFactor(std::mt19937 &random, double sigma)
{
    const double u = (static_cast<double>(random()) + 1.0) / 4294967297.0;
    const double v = (static_cast<double>(random()) + 1.0) / 4294967297.0;
    return std::exp(sigma * std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * 3.14159265358979323846 * v));
}

QStringList wordsOf(const QString &text)
{
    QStringList words;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts))
        words << QString(word + u' ');
    return words;
}

} // namespace

SimulatedAnswer SimulatedAnswer::to(const QJsonObject &request, const SimulatorOptions &options,
                                    std::mt19937 &random)
{
    SimulatedAnswer answer;
    answer.model = request.value("model"_L1).toString();
    answer.stream = request.value("stream"_L1).toBool();

    const QJsonArray messages = request.value("messages"_L1).toArray();
    QString prompt;
    qint64 characters = 0;
    for (const QJsonValue &message : messages) {
        const QString content = message["content"_L1].toString();
        characters += content.size();
        if (message["role"_L1].toString() == "user"_L1)
            prompt = content;
    }
    answer.promptTokens = characters / 4;

    const PromptDirective directive = PromptDirective::find(u"sim"_s, prompt).value_or(PromptDirective());
    const double spread = std::clamp(lognormalFactor(random, 0.4), 0.25, 6.0);
    answer.firstToken =
        directive.duration(u"delay"_s, std::chrono::duration_cast<Duration>(options.firstToken * spread));
    const double rate = directive.number(u"rate"_s, options.tokensPerSecond);
    answer.gap =
        rate > 0
            ? std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1.0 / std::min(rate, 1e6)))
            : 0ns;
    answer.stall = directive.duration(u"stall"_s, 0ns);
    answer.status = directive.integer(u"error"_s, 200);
    if (answer.status < 400 || answer.status > 599)
        answer.status = 200;
    answer.hangMidway = directive.text(u"hang"_s) == u"mid";
    answer.hang = directive.has(u"hang"_s) && !answer.hangMidway;

    if (request.value("thinking"_L1)["type"_L1].toString() == "enabled"_L1)
        answer.reasoning = wordsOf(u"(simulated thinking about the request)"_s);

    QString excerpt = prompt.simplified();
    if (excerpt.size() > 120)
        excerpt = excerpt.left(119) + u'…';
    answer.tokens =
        wordsOf(u"[Simulated answer: no provider was asked and no model has read this. Set an API key to use "
                u"a real one.] "
                "You sent %1 message(s) with %2 characters to %3. The last one begins: “%4”"_s.arg(
                    QString::number(messages.size()), QString::number(characters), answer.model, excerpt));
    const int wanted = std::clamp(directive.integer(u"tokens"_s, options.tokens), 0, MaxTokens);
    while (answer.tokens.size() < wanted)
        answer.tokens << QString(u"filler%1 "_s.arg(answer.tokens.size()));
    if (directive.has(u"tokens"_s))
        answer.tokens = answer.tokens.mid(0, std::max(1, wanted));
    return answer;
}

} // namespace exaid

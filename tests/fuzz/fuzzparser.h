#pragma once

// One parser against broken input: a fixed number of rounds every day, EXAID_FUZZ_SECONDS of them when asked.

#include "tests/fuzz/mutator.h"

#include <QElapsedTimer>
#include <QTest>
#include <functional>

namespace exaid::fuzz {

inline constexpr int EverydayRounds = 3'000;

// What is wrong with the parser's behaviour for an input; empty: nothing.
using Oracle = std::function<QString(const QByteArray &, Mutator &)>;

inline void fuzzParser(const QByteArrayList &seeds, const QByteArrayList &tokens, const Oracle &oracle)
{
    const int seed = qEnvironmentVariableIntValue("EXAID_FUZZ_SEED");
    const qint64 milliseconds = qint64(1'000) * qEnvironmentVariableIntValue("EXAID_FUZZ_SECONDS");
    Mutator mutator(static_cast<quint32>(seed), seeds, tokens);
    QElapsedTimer watch;
    watch.start();
    int rounds = 0;
    for (; milliseconds > 0 ? watch.elapsed() < milliseconds : rounds < EverydayRounds; ++rounds) {
        const QByteArray input = mutator.next();
        const QString problem = oracle(input, mutator);
        QVERIFY2(problem.isEmpty(),
                 qPrintable(QStringLiteral("%1\nseed %2, round %3, input in base64: %4")
                                .arg(problem, QString::number(seed), QString::number(rounds),
                                     QString::fromLatin1(input.toBase64()))));
    }
    qInfo("%d inputs in %lld ms", rounds, watch.elapsed());
}

} // namespace exaid::fuzz

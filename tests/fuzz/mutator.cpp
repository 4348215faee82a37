#include "tests/fuzz/mutator.h"

namespace exaid::fuzz {

namespace {

constexpr qsizetype MaxMutations = 6;
constexpr qsizetype MaxRange = 64;

} // namespace

Mutator::Mutator(quint32 seed, QByteArrayList seeds, QByteArrayList tokens)
    : m_random(seed)
    , m_seeds(std::move(seeds))
    , m_tokens(std::move(tokens))
{}

qsizetype Mutator::pick(qsizetype below)
{
    return std::uniform_int_distribution<qsizetype>(0, below - 1)(m_random);
}

QByteArray Mutator::next()
{
    QByteArray input = m_seeds.at(pick(m_seeds.size()));
    for (qsizetype i = pick(MaxMutations); i >= 0; --i)
        mutate(input);
    return input;
}

void Mutator::mutate(QByteArray &input)
{
    const qsizetype at = pick(input.size() + 1);
    const qsizetype length = std::min(pick(MaxRange) + 1, input.size() - at);
    switch (pick(7)) {
    case 0:
        if (length > 0)
            input[at] = static_cast<char>(pick(256));
        return;
    case 1:
        input.insert(at, static_cast<char>(pick(256)));
        return;
    case 2:
        input.insert(at, m_tokens.at(pick(m_tokens.size())));
        return;
    case 3:
        input.remove(at, length);
        return;
    case 4:
        input.insert(pick(input.size() + 1), input.mid(at, length));
        return;
    case 5:
        input.truncate(at);
        return;
    default: {
        const QByteArray &other = m_seeds.at(pick(m_seeds.size()));
        input = input.left(at) + other.mid(pick(other.size() + 1));
    }
    }
}

} // namespace exaid::fuzz

#pragma once

// Makes broken input from good input, reproducibly from a seed. Test code; one thread.

#include <QByteArray>
#include <QByteArrayList>
#include <random>

namespace exaid::fuzz {

class Mutator
{
public:
    // seeds: well-formed inputs. tokens: what the format gives a meaning to. Neither is empty.
    Mutator(quint32 seed, QByteArrayList seeds, QByteArrayList tokens);

    QByteArray next();
    // A number from 0 to below.
    qsizetype pick(qsizetype below);

private:
    void mutate(QByteArray &input);

    std::mt19937 m_random;
    const QByteArrayList m_seeds;
    const QByteArrayList m_tokens;
};

} // namespace exaid::fuzz

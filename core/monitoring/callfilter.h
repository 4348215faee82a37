#pragma once

// The words of a calls filter: "kimi" is looked for in all columns, "pool:kimi" in one; a row must have them
// all. The dashboard applies it to the calls that run, the daemon's history to those that ended. Pure.

#include "core/monitoring/callrow.h"

#include <QStringList>

namespace exaid {

class CallFilter
{
public:
    enum class Field {
        Any,
        Session,
        Client,
        Request,
        Tool,
        Provider,
        Model,
        WorkClass,
        Priority,
        State,
        Code,
        Clock,
        Message,
        Call,
    };
    struct Word
    {
        Field field = Field::Any;
        QString text;

        bool operator==(const Word &) const = default;
    };

    CallFilter() = default;
    // More than 16 words are more than anybody means; the rest is left out.
    static CallFilter parse(const QString &text);

    const QList<Word> &words() const { return m_words; }
    bool isEmpty() const { return m_words.isEmpty(); }
    bool matches(const CallRow &row) const;
    bool operator==(const CallFilter &) const = default;

    // What stands before the colon ("session", "pool", "state", …), for help texts.
    static QStringList fieldNames();

private:
    QList<Word> m_words;
};

} // namespace exaid

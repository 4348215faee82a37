#pragma once

// Tool calls that a model writes into its text instead of making them. GLM does, in several notations:
//   <tool_call>name <arg_key>k</arg_key><arg_value>v</arg_value>…</tool_call>
//   <tool_call>{"name": …, "arguments": {…}}</tool_call>
//   <tool_call>name\n{…}</tool_call>, <tool_call>name(k="v")</tool_call>, <tool_call>name\nk: v</tool_call>
// also as <tool_code>, <tool_use>, <function_call>, <function=name>…</function>, and
// <|tool_call|>…<|/tool_call|>. Only names on offer count: anything else is text, such as an example the user
// asked for. What may become a call is held back until that is known. Pure.

#include "core/providers/provider.h"

#include <QString>
#include <QStringList>

namespace exaid {

class TextToolCalls
{
public:
    // offered empty: everything is text and nothing is held back.
    explicit TextToolCalls(const QStringList &offered = {})
        : m_offered(offered)
    {}

    // What this piece adds to the visible text.
    QString feed(const QString &piece);
    // The text has ended: what was held back and is no call.
    QString finish();
    const QList<ChatToolCall> &calls() const { return m_calls; } // arguments: a JSON object

private:
    QString take(bool atEnd);
    bool readCall(const QString &inside, const QString &nameInTag);

    QStringList m_offered;
    QString m_held;
    QList<ChatToolCall> m_calls;
};

} // namespace exaid

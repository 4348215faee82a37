#pragma once

// A thread behind a continuation id, as data: what was asked, with which files, and what was answered. It is
// rendered into messages anew for each call, once; no rendering ever gets into a stored turn.

#include "core/time/clock.h"

#include <QList>
#include <QString>

namespace exaid {

// Unguessable; whoever shows it and owns the thread may go on.
struct ConversationId
{
    QString value;

    bool isEmpty() const { return value.isEmpty(); }
    bool operator==(const ConversationId &) const = default;
};

struct ConversationFile
{
    QString path;
    QString text;
};

// One exchange: the agent's turn and the model's.
struct Exchange
{
    QString prompt;
    QList<ConversationFile> files;
    QString answer;
    QString provider;
    QString model; // that answered, as the provider names it
    WallTime at{}; // filled in by the store
};

struct Conversation
{
    ConversationId id;
    QString tool; // that began it
    QList<Exchange> exchanges;
    int remainingTurns = 0;
};

// A thread in a list: enough to recognise it by.
struct ConversationSummary
{
    ConversationId id;
    QString tool;
    QString begins; // the first prompt, cut
    QString model;  // that answered last
    int turns = 0;
    int remainingTurns = 0;
    WallTime lastUsed{};
};

// What may be told to the client once a turn is stored.
struct ConversationOffer
{
    ConversationId id;
    int remainingTurns = 0;
};

} // namespace exaid

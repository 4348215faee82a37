#pragma once

// What the wizard needs from the program around it, and what it gives back. Values.

#include <QList>
#include <QString>
#include <functional>

namespace exaid {

// One agent program and how to connect it.
struct AgentConfig
{
    QString name;      // "Claude Code"
    QString file;      // where the text belongs
    QString text;      // ready to be copied
    QString command{}; // does the same in a terminal; empty: none
};

enum class StartAtLogin { Nothing, Desktop, Service };

struct SetupOffers
{
    QList<AgentConfig> agents;
    QList<StartAtLogin> starts{StartAtLogin::Nothing}; // what this system has
    StartAtLogin present = StartAtLogin::Nothing;
};

} // namespace exaid

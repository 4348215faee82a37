#pragma once

// How numbers of this program are written for people, in their language. Pure; any thread.

#include "core/workclass.h"

#include <QString>
#include <QStringList>
#include <QtGlobal>

namespace exaid {

// "0 s", "12 s", "3 min 05 s", "2 h 07 min", "3 d 4 h". Negative times read as 0 s.
QString durationText(qint64 milliseconds);
// With parts of a second where they matter: "0.35 s", "12.3 s", then as above.
QString shortDurationText(qint64 milliseconds);
// "streaming", "awaiting token", …
QString phaseText(CallPhase phase);
// All of phaseText, for the width of a column.
QStringList phaseTexts();
// The longest that is usual: "59 min 59 s".
QString longDurationText();
// How a call ended: "answered", "timed out", … ; the word itself when it is not known here.
QString outcomeText(const QString &outcome);
// One of the five clocks: "queue", "first token", …
QString clockText(const QString &clock);
// Why a slot was lost: "orphan", "drift", "overdue"; the word itself when it is not known here.
QString leakCauseText(const QString &cause);
// What refused a call: a setting is called by its name, anything else in words.
QString limitText(const QString &limit);
// Session names and the like come from outside: isolated so that they can't reorder the sentence around them.
QString foreignText(const QString &text);

} // namespace exaid

#pragma once

// Our own icons, painted: no theme, no image plugin and no file is needed, and they follow the palette.
// States differ in shape, not only in colour. GUI thread, after the application exists.

#include "core/workclass.h"

#include <QIcon>

namespace exaid {

enum class TrayKind;

namespace icons {

QIcon application();
// The application's mark with an emblem for the state; of calls that run, their number.
QIcon tray(TrayKind kind, int count = 0);
// Queued: ring; connecting: half disc; first token: ring with a dot; streaming: triangle; finishing: disc;
// preparing: dots.
QIcon phase(CallPhase phase);
// How a call ended without trouble: answered is a tick, cancelled a crossed ring.
QIcon ended(bool answered);
QIcon kill();
QIcon audit();
QIcon pause();
QIcon copy();
QIcon find();
QIcon warning();
QIcon link();

} // namespace icons
} // namespace exaid

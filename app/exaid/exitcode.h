#pragma once

// What the process tells its caller. Scripts rely on the numbers.

namespace exaid {

enum ExitCode {
    ExitDone = 0,
    ExitFailed = 1,      // it did not work, for the reason printed
    ExitBadSettings = 2, // wrong options or settings
    ExitNotRunning = 3,  // status, stop: no daemon there
    ExitPortInUse = 3,   // serve: somebody else has its port or local socket
};

} // namespace exaid

// Windows: not built yet on a named pipe; hosts connect by HTTP there.

#include "app/mcpbridge/bridge.h"

#include <cstdio>

namespace exaid {

int runBridge(const BridgeSetup &)
{
    std::fputs("exaid mcp: not available on this system; connect by HTTP: exaid install <host> --http\n",
               stderr);
    return 1;
}

} // namespace exaid

#include "core/frontends/mcp/mcpdata.h"

#include <QFile>

// The resources lie in a static library: without this the linker may leave them out.
static void initMcpResources()
{
    Q_INIT_RESOURCE(exaid_mcp);
}

namespace exaid::mcp {

QByteArray mcpData(const QString &name)
{
    initMcpResources();
    QFile file(QStringLiteral(":/exaid/mcp/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no %s", qUtf8Printable(file.fileName()));
    return file.readAll();
}

} // namespace exaid::mcp

#include "core/logging/linesink.h"

#include <cstdio>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

Status StandardErrorSink::write(const QByteArray &line)
{
    const auto size = static_cast<size_t>(line.size());
    if (std::fwrite(line.constData(), 1, size, stderr) == size && std::fflush(stderr) == 0)
        return Done{};
    std::clearerr(stderr);
    return Error{u"write_failed"_s, u"the standard error output can't be written"_s, {}};
}

} // namespace exaid

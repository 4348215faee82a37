#include "core/providers/oneshotbody.h"

#include <algorithm>

namespace exaid {

OneShotBody::OneShotBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OneShotBody::seek(qint64 position)
{
    return position == 0 && !wasRead();
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    const qint64 count = std::min(maxSize, bytesAvailable());
    if (count <= 0)
        return atEnd() ? -1 : 0;
    std::copy_n(m_bytes.constData() + m_position, count, data);
    m_position += count;
    return count;
}

} // namespace exaid

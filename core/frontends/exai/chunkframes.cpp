#include "core/frontends/exai/chunkframes.h"

#include "core/frontends/exai/exaireplies.h"

#include <QJsonDocument>
#include <algorithm>

namespace exaid::exai {

using namespace Qt::Literals::StringLiterals;

namespace {

// With its quotes.
QByteArray jsonString(const QString &text)
{
    const bool isPlain = std::ranges::none_of(
        text, [](QChar c) { return c < u' ' || c == u'"' || c == u'\\' || c.isSurrogate(); });
    if (isPlain)
        return '"' + text.toUtf8() + '"';
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

} // namespace

ChunkFrames::ChunkFrames(const ReplyIds &ids)
    : m_tail(toFrame(callFrame(u"stream_chunk"_s, ids)).sliced(1))
{}

QByteArray ChunkFrames::make(const QString &text, WallTime now) const
{
    return R"({"chunk":)" + jsonString(text) + R"(,"timestamp":")" + timestamp(now).toLatin1() + R"(",)" +
           m_tail;
}

} // namespace exaid::exai

#include "tests/support/mockfiles.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace exaid::test {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray jsonBody(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

bool MockFiles::serve(const MockRequest &request, MockReply &reply)
{
    const qsizetype at = request.path.indexOf("/files");
    if (at < 0)
        return false;
    const QList<QByteArray> parts =
        request.path.mid(at + 6).split('?').first().split('/'); // "", id, "content"
    const QString id = QString::fromUtf8(parts.value(1));
    if (id.isEmpty()) {
        if (request.method == "POST") {
            store(request, reply);
            return true;
        }
        QJsonArray data;
        for (const auto &[key, file] : m_files)
            data.append(file.about);
        reply.body = jsonBody({{u"object"_s, u"list"_s}, {u"data"_s, data}});
        return true;
    }
    const auto found = m_files.find(id);
    if (found == m_files.end()) {
        reply.status = 404;
        reply.message = u"file not found"_s;
        reply.errorType = u"resource_not_found_error"_s;
        return true;
    }
    if (request.method == "DELETE") {
        m_files.erase(found);
        reply.body = jsonBody({{u"id"_s, id}, {u"object"_s, u"file"_s}, {u"deleted"_s, true}});
    } else if (parts.value(2) == "content") {
        reply.body = jsonBody({{u"content"_s, QString::fromUtf8(found->second.content)},
                               {u"file_type"_s, u"text/plain"_s},
                               {u"filename"_s, found->second.about.value("filename"_L1)}});
    } else {
        reply.body = jsonBody(found->second.about);
    }
    return true;
}

void MockFiles::store(const MockRequest &request, MockReply &reply)
{
    static const QRegularExpression named(u"name=\"file\"; filename=\"([^\"]*)\""_s);
    const QByteArray type = request.headers.value("content-type");
    const QByteArray boundary = "--" + type.mid(type.indexOf("boundary=") + 9);
    const QRegularExpressionMatch name = named.match(QString::fromUtf8(request.body));
    const qsizetype start = request.body.indexOf("\r\n\r\n", request.body.indexOf("name=\"file\"")) + 4;
    const qsizetype end = request.body.indexOf(QByteArray("\r\n" + boundary), start);
    if (!type.startsWith("multipart/form-data") || !name.hasMatch() || end < start ||
        !request.body.contains(request.path.startsWith("/glm/")
                                   ? "name=\"purpose\"\r\n\r\nfile\r\n"
                                   : "name=\"purpose\"\r\n\r\nfile-extract\r\n")) {
        reply.status = 400;
        reply.message = u"not an upload"_s;
        return;
    }
    const QString id =
        add(name.captured(1), request.body.mid(start, end - start), QDateTime::currentSecsSinceEpoch());
    reply.body = jsonBody(m_files.at(id).about);
}

QString MockFiles::add(const QString &name, const QByteArray &content, qint64 createdAtSeconds,
                       const QString &status)
{
    const QString id = u"file-%1"_s.arg(++m_last);
    m_files[id] = {{{u"id"_s, id},
                    {u"object"_s, u"file"_s},
                    {u"bytes"_s, content.size()},
                    {u"created_at"_s, createdAtSeconds},
                    {u"filename"_s, name},
                    {u"purpose"_s, u"file-extract"_s},
                    {u"status"_s, status}},
                   content};
    return id;
}

} // namespace exaid::test

#include "core/tools/filesrun.h"

#include "core/providers/providerprofile.h"
#include "core/tools/filereader.h"
#include "core/tools/providertool.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QPromise>
#include <QRandomGenerator>
#include <QRunnable>
#include <QUrl>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MostUploadBytes = 100 * 1024 * 1024; // the provider's own limit for one file

QString ownPrefix(const QString &session)
{
    const QByteArray hash = QCryptographicHash::hash(session.toUtf8(), QCryptographicHash::Sha256).toHex();
    return u"exaid."_s + QString::fromLatin1(hash.left(16)) + u'.';
}

// Nothing that could end the header's quoted text.
QByteArray quotedName(const QString &name)
{
    QByteArray safe;
    for (const QChar c : name.left(150)) {
        const bool isPlain = c.isPrint() && c != u'"' && c != u'\\';
        safe += isPlain ? QString(c).toUtf8() : QByteArray("_");
    }
    return safe;
}

FileUpload uploadOf(const FileBytes &file, const QString &session, const QByteArray &purpose)
{
    const QString name = file.path.section(u'/', -1);
    // Random, so that no content can end its part.
    const QByteArray boundary = "exaid-" + QByteArray::number(QRandomGenerator::system()->generate64(), 16) +
                                QByteArray::number(QRandomGenerator::system()->generate64(), 16);
    FileUpload upload;
    upload.name = name;
    upload.contentType = "multipart/form-data; boundary=" + boundary;
    upload.body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n" + purpose +
                  "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" +
                  quotedName(FilesRun::remoteName(session, name)) +
                  "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + file.bytes + "\r\n--" + boundary +
                  "--\r\n";
    return upload;
}

class UploadJob final : public QRunnable
{
public:
    UploadJob(const QStringList &paths, const FileRules &rules, const QString &session,
              const QByteArray &purpose)
        : m_paths(paths)
        , m_rules(rules)
        , m_session(session)
        , m_purpose(purpose)
    {
        m_promise.start();
    }

    QFuture<Result<QList<FileUpload>>> future() const { return m_promise.future(); }

    void run() override
    {
        const auto files = readFiles(m_paths, m_rules, [this] { return m_promise.isCanceled(); });
        if (!files) {
            m_promise.addResult(Result<QList<FileUpload>>(files.error()));
        } else {
            QList<FileUpload> uploads;
            for (const FileBytes &file : *files)
                uploads.append(uploadOf(file, m_session, m_purpose));
            m_promise.addResult(Result<QList<FileUpload>>(uploads));
        }
        m_promise.finish();
    }

private:
    const QStringList m_paths;
    const FileRules m_rules;
    const QString m_session;
    const QByteArray m_purpose;
    QPromise<Result<QList<FileUpload>>> m_promise;
};

} // namespace

FilesRun::FilesRun(const ChatParts &parts, const ToolInput &input, ToolEvents &events)
    : ProviderRun(parts, input, events)
{
    connect(&m_reading, &QFutureWatcherBase::finished, this, &FilesRun::filesRead, Qt::QueuedConnection);
}

Result<CallPlan> FilesRun::planAt(const QString &provider, const ChatParts &parts,
                                  const QJsonObject &arguments)
{
    const QString operation = arguments.value("operation"_L1).toString();
    if (operation == "upload"_L1 && arguments.value("files"_L1).toArray().isEmpty())
        return invalidToolArgument(u"files"_s, u"upload needs at least one file"_s);
    const bool needsId = operation == "extract"_L1 || operation == "delete"_L1;
    if (needsId && arguments.value("file_id"_L1).toString().isEmpty())
        return invalidToolArgument(u"file_id"_s, u"%1 needs one"_s.arg(operation), u"see operation list"_s);
    ModelInfo files;
    files.id = u"files"_s;
    files.provider = provider;
    return planFor(parts, files, WorkClass::Plain);
}

QString FilesRun::remoteName(const QString &session, const QString &fileName)
{
    return ownPrefix(session) + fileName;
}

void FilesRun::getReady()
{
    if (operation() != "upload"_L1)
        return ProviderRun::getReady();
    QStringList paths;
    for (const QJsonValue &path : input().arguments.value("files"_L1).toArray())
        paths << path.toString();
    const ToolSettings &settings = parts().settings;
    const FileRules rules{settings.allowedRoots, std::min(settings.maxFileBytes, MostUploadBytes),
                          MostUploadBytes};
    const bool isGlm = input().plan.provider == "glm"_L1;
    const auto profile = ProviderProfile::of(isGlm ? ProviderKind::Glm : ProviderKind::Kimi);
    auto *job = new UploadJob(paths, rules, input().sessionName, profile.filePurpose); // the pool deletes it
    m_reading.setFuture(job->future());
    parts().pool.start(job);
}

void FilesRun::dropWork()
{
    m_reading.cancel();
}

void FilesRun::filesRead()
{
    if (isOver())
        return;
    if (m_reading.future().resultCount() == 0) {
        return finish(InternalFailure{
            {u"internal_error"_s, u"the files were not read: the worker pool is shutting down"_s, {}}});
    }
    const Result<QList<FileUpload>> uploads = m_reading.result();
    if (!uploads)
        return finish(Rejected{uploads.error(), {{u"field"_s, u"files"_s}}});
    m_uploads = *uploads;
    preparationDone();
}

void FilesRun::begin()
{
    if (operation() == "upload"_L1)
        return uploadNext();
    if (!m_toDelete.isEmpty())
        return deleteNext();
    ApiRequest request;
    request.path = u"/files"_s;
    call(request, [this](const ApiReply &reply) { listed(reply); });
}

void FilesRun::uploadNext()
{
    if (m_uploads.isEmpty())
        return finishWith({{u"uploaded"_s, m_done}});
    const FileUpload &upload = m_uploads.constFirst();
    ApiRequest request;
    request.verb = "POST";
    request.path = u"/files"_s;
    request.contentType = upload.contentType;
    request.body = upload.body;
    call(request, [this](const ApiReply &reply) {
        m_uploads.removeFirst();
        m_done.append(shown(QJsonDocument::fromJson(reply.body).object()));
        uploadNext();
    });
}

void FilesRun::listed(const ApiReply &reply)
{
    const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
    if (!answer.value("data"_L1).isArray()) {
        const Error error{u"malformed"_s, u"the provider's list of files can't be understood"_s, {}};
        return finish(ProviderFailed{input().plan.provider, {}, error, 200, {}, false});
    }
    const QString prefix = ownPrefix(input().sessionName);
    const QJsonArray all = answer.value("data"_L1).toArray();
    QJsonArray own;
    for (const QJsonValue &file : all) {
        if (file["filename"_L1].toString().startsWith(prefix))
            own.append(file);
    }
    const QJsonArray files = chosen(own);
    const QString what = operation();
    if (what == "list"_L1) {
        QJsonArray told;
        for (const QJsonValue &file : files)
            told.append(shown(file.toObject()));
        return finishWith({{u"files"_s, told},
                           {u"total"_s, own.size()},
                           {u"other_files_of_the_account"_s, all.size() - own.size()}});
    }
    const bool isOne = what == "extract"_L1 || what == "delete"_L1;
    if (isOne && files.isEmpty()) {
        const Error error{u"VALIDATION_ERROR"_s,
                          u"Validation failed for 'file_id': this session has no file %1"_s.arg(
                              input().arguments.value("file_id"_L1).toString().left(100)),
                          u"see operation list"_s};
        return finish(Rejected{error, {{u"field"_s, u"file_id"_s}}});
    }
    if (what == "extract"_L1)
        return extract(files.first().toObject());
    m_toDelete = files;
    if (input().arguments.value("dry_run"_L1).toBool())
        return finishDeletion();
    deleteNext();
}

QJsonArray FilesRun::chosen(const QJsonArray &own) const
{
    const QJsonObject &arguments = input().arguments;
    const QString what = operation();
    const QString id = arguments.value("file_id"_L1).toString();
    const bool isOne = what == "extract"_L1 || what == "delete"_L1;
    const auto now =
        std::chrono::floor<std::chrono::seconds>(parts().clock.wallNow().time_since_epoch()).count();
    const double youngest =
        static_cast<double>(now) - arguments.value("max_age_days"_L1).toDouble(30) * 86'400;
    const int most = arguments.value("limit"_L1).toInt(100);
    QJsonArray files;
    for (const QJsonValue &file : own) {
        if (isOne && file["id"_L1].toString() != id)
            continue;
        if (what == "cleanup_expired"_L1 && file["created_at"_L1].toDouble() > youngest)
            continue;
        if (what == "cleanup_orphaned"_L1 && file["status"_L1].toString() != "error"_L1)
            continue;
        if (files.size() >= most)
            break;
        files.append(file);
    }
    return files;
}

QJsonObject FilesRun::shown(const QJsonObject &file) const
{
    QJsonObject shown = file;
    QString name = file.value("filename"_L1).toString();
    const QString prefix = ownPrefix(input().sessionName);
    if (name.startsWith(prefix))
        name.remove(0, prefix.size());
    shown.insert(u"filename"_s, name);
    return shown;
}

void FilesRun::extract(const QJsonObject &file)
{
    m_found = file.value("id"_L1).toString();
    ApiRequest request;
    request.path = u"/files/"_s + QString::fromLatin1(QUrl::toPercentEncoding(m_found)) + u"/content"_s;
    request.maxAnswerBytes = 16 * 1024 * 1024;
    const QString name = shown(file).value("filename"_L1).toString();
    call(request, [this, name](const ApiReply &reply) {
        // Usually {"content": …}; older ones are plain text.
        const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
        const QJsonValue content = answer.value("content"_L1);
        finishWith({{u"file_id"_s, m_found},
                    {u"filename"_s, name},
                    {u"content"_s, content.isString() ? content.toString() : QString::fromUtf8(reply.body)}});
    });
}

void FilesRun::deleteNext()
{
    if (m_done.size() == m_toDelete.size())
        return finishDeletion();
    const QString id = m_toDelete.at(m_done.size())["id"_L1].toString();
    ApiRequest request;
    request.verb = "DELETE";
    request.goneIsFine = true;
    request.path = u"/files/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
    call(request, [this, id](const ApiReply &) {
        m_done.append(id);
        deleteNext();
    });
}

void FilesRun::finishDeletion()
{
    const bool isDry = input().arguments.value("dry_run"_L1).toBool();
    QJsonArray files;
    for (const QJsonValue &file : std::as_const(m_toDelete))
        files.append(shown(file.toObject()));
    finishWith({{isDry ? u"would_delete"_s : u"deleted"_s, files},
                {u"count"_s, files.size()},
                {u"dry_run"_s, isDry}});
}

} // namespace exaid

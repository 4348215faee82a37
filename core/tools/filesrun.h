#pragma once

// kimi_manage_files and glm_manage_files: uploads, lists, reads out and deletes files at a provider. Core
// thread; files are read on the worker pool, before there is a slot.
//
// The account's files are one heap; whose a file is stands in its name there ("exaid.<session>.<name>"). A
// session sees and touches its own only. So every operation but upload begins with the list.

#include "core/tools/providerrun.h"

#include <QFutureWatcher>
#include <QJsonArray>
#include <QList>

namespace exaid {

// One file as it goes over the wire.
struct FileUpload
{
    QString name;           // as the caller knows it
    QByteArray contentType; // with the boundary
    QByteArray body;
};

class FilesRun final : public ProviderRun
{
    Q_OBJECT
public:
    FilesRun(const ChatParts &parts, const ToolInput &input, ToolEvents &events);

    static Result<CallPlan> planAt(const QString &provider, const ChatParts &parts,
                                   const QJsonObject &arguments);
    // The name of a session's file at the provider.
    static QString remoteName(const QString &session, const QString &fileName);

private:
    void getReady() override;
    void begin() override;
    void dropWork() override;
    void filesRead();
    void uploadNext();
    void listed(const ApiReply &reply);
    void extract(const QJsonObject &file);
    void deleteNext();
    void finishDeletion();
    QJsonArray chosen(const QJsonArray &own) const;
    QJsonObject shown(const QJsonObject &file) const;
    QString operation() const { return input().arguments.value(QLatin1StringView("operation")).toString(); }

    QFutureWatcher<Result<QList<FileUpload>>> m_reading;
    QList<FileUpload> m_uploads; // still to be sent
    QJsonArray m_done;           // uploaded or deleted
    QJsonArray m_toDelete;
    QString m_found; // id of the file that is read out
};

} // namespace exaid

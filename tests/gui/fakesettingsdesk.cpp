#include "tests/gui/fakesettingsdesk.h"

#include <QFile>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

FakeSettingsDesk::FakeSettingsDesk(const QByteArray &envFile, const QMap<QString, QString> &environment)
{
    m_sources.envFile = m_dir.filePath(u"exaid.env"_s);
    m_sources.environment = environment;
    m_sources.environment.insert(u"HOME"_s, u"/home/someone"_s);
    write(envFile);
}

void FakeSettingsDesk::write(const QByteArray &content)
{
    QFile file(m_sources.envFile);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        qFatal("can't write the settings file");
    file.close();
    const LoadedSettings next = loadSettings(m_sources);
    m_fingerprint = SettingsFile::fingerprint(next.content);
    m_fileErrors = next.errors;
    if (!next.errors.isEmpty()) {
        if (const Status kept = this->file().keep(m_loaded.content, ++m_wallMs); !kept)
            qFatal("can't keep a version");
        return;
    }
    m_loaded = next;
}

QByteArray FakeSettingsDesk::content() const
{
    QFile file(m_sources.envFile);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

SettingsFile FakeSettingsDesk::file() const
{
    return {m_sources.envFile, m_dir.filePath(u"versions"_s)};
}

void FakeSettingsDesk::serve(FakeFeed &feed)
{
    feed.answerer = [this](const QJsonObject &question, const MonitorReply &reply) {
        reply(answer(question));
    };
}

Result<QJsonObject> FakeSettingsDesk::answer(const QJsonObject &question)
{
    const QString op = question[u"op"].toString();
    if (op == "settings"_L1) {
        return toJson(SettingsView{m_sources.envFile,
                                   m_fingerprint,
                                   m_loaded.explained,
                                   m_loaded.warnings,
                                   m_fileErrors,
                                   {},
                                   file().versions(),
                                   false,
                                   {}});
    }
    if (op == "test_key"_L1) {
        testedKeys << question[u"name"].toString() + u'=' + question[u"key"].toString();
        return QJsonObject{{u"found"_s, u"12 models"_s}};
    }
    const bool apply = op == "apply_settings"_L1;
    ++(apply ? applied : checks);
    const SettingsReply done =
        carryOut({m_sources, file(), m_loaded, editsFromJson(question[u"edits"].toArray()),
                  question[u"version"].toString(), question[u"content"].toString(), ++m_wallMs, apply});
    if (done.failure)
        return *done.failure;
    if (done.written) {
        m_loaded = *done.written;
        m_fingerprint = SettingsFile::fingerprint(m_loaded.content);
        m_fileErrors.clear();
    }
    return toJson(done.outcome);
}

} // namespace exaid

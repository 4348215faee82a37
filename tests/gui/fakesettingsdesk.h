#pragma once

// The daemon's side of the settings for tests of the page: a real settings file in a directory of its own,
// real loading and writing, no daemon. Answers a FakeFeed.

#include "core/config/settingsapply.h"
#include "tests/gui/fakefeed.h"

#include <QTemporaryDir>

namespace exaid {

class FakeSettingsDesk
{
public:
    explicit FakeSettingsDesk(const QByteArray &envFile, const QMap<QString, QString> &environment = {});

    void serve(FakeFeed &feed);
    QByteArray content() const;
    // As an editor elsewhere would; the daemon takes it when it is good.
    void write(const QByteArray &content);
    const LoadedSettings &inForce() const { return m_loaded; }
    QString path() const { return m_sources.envFile; }

    int checks = 0;
    int applied = 0;
    QStringList testedKeys;

private:
    Result<QJsonObject> answer(const QJsonObject &question);
    SettingsFile file() const;

    QTemporaryDir m_dir;
    SettingsSources m_sources;
    LoadedSettings m_loaded;
    QList<SettingProblem> m_fileErrors;
    QString m_fingerprint;
    qint64 m_wallMs = 1'700'000'000'000;
};

} // namespace exaid

#pragma once

// A directory of its own and an environment that has nothing else in it, for tests that load settings.

#include "core/config/settingsstore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace exaid {

class SettingsFixture
{
public:
    SettingsFixture() { environment.insert(QStringLiteral("HOME"), dir.path()); }

    QString write(const QString &name, const QByteArray &content,
                  QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner) const
    {
        const QString path = dir.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() ||
            !file.setPermissions(permissions))
            qFatal("can't write %s", qPrintable(path));
        return path;
    }

    // The env file has the given content; empty: there is none.
    LoadedSettings load(const QByteArray &envFile = {})
    {
        SettingsSources sources;
        if (!envFile.isEmpty())
            sources.envFile = write(QStringLiteral("test.env"), envFile);
        sources.environment = environment;
        sources.commandLine = commandLine;
        return loadSettings(sources);
    }

    static const ExplainedSetting *explained(const LoadedSettings &loaded, const QString &name)
    {
        for (const ExplainedSetting &setting : loaded.explained) {
            if (setting.name == name)
                return &setting;
        }
        return nullptr;
    }

    static QString listed(const QList<SettingProblem> &problems)
    {
        QStringList lines;
        for (const SettingProblem &p : problems)
            lines << p.name + u" | " + p.source + u" | " + p.message + u" | " + p.hint;
        return lines.join(u'\n');
    }

    static bool has(const QList<SettingProblem> &problems, const QString &name, const QString &part)
    {
        for (const SettingProblem &p : problems) {
            if (p.name == name && QString(p.message + u' ' + p.hint).contains(part))
                return true;
        }
        return false;
    }

    QTemporaryDir dir;
    QMap<QString, QString> environment;
    QMap<QString, QString> commandLine;
};

} // namespace exaid

#define VERIFY_PROBLEM(problems, name, part)                                                                 \
    QVERIFY2(exaid::SettingsFixture::has(problems, name, part),                                              \
             qPrintable(exaid::SettingsFixture::listed(problems)))
#define VERIFY_NO_PROBLEM(problems)                                                                          \
    QVERIFY2((problems).isEmpty(), qPrintable(exaid::SettingsFixture::listed(problems)))

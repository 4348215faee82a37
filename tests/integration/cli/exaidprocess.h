#pragma once

// The real program in a process of its own, with an environment and a directory that have nothing else in
// them. Ends the process when destroyed.

#include <QProcess>
#include <QProcessEnvironment>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

namespace exaid {

inline int freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("can't listen");
    return server.serverPort();
}

class ExaidProcess
{
public:
    ExaidProcess()
    {
        const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {QStringLiteral("PATH"), QStringLiteral("LD_LIBRARY_PATH"),
                                    QStringLiteral("ASAN_OPTIONS"), QStringLiteral("LSAN_OPTIONS"),
                                    QStringLiteral("UBSAN_OPTIONS"), QStringLiteral("TSAN_OPTIONS")}) {
            if (own.contains(name))
                environment.insert(name, own.value(name));
        }
        environment.insert(QStringLiteral("HOME"), dir.path());
        environment.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
    }

    ~ExaidProcess()
    {
        if (process.state() != QProcess::NotRunning) {
            process.kill();
            process.waitForFinished();
        }
    }

    void start(const QStringList &arguments)
    {
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(dir.path());
        QObject::connect(&process, &QProcess::readyReadStandardOutput, &process,
                         [this] { out += process.readAllStandardOutput(); });
        QObject::connect(&process, &QProcess::readyReadStandardError, &process,
                         [this] { err += process.readAllStandardError(); });
        process.start(QStringLiteral(EXAID_BINARY), arguments);
    }

    // The exit code, or -1 when it crashed or is still running after 30 s.
    int run(const QStringList &arguments)
    {
        start(arguments);
        return exitCode();
    }

    int exitCode()
    {
        const bool ended =
            QTest::qWaitFor([this] { return process.state() == QProcess::NotRunning; }, 30'000);
        out += process.readAllStandardOutput();
        err += process.readAllStandardError();
        return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

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

    QTemporaryDir dir;
    QProcessEnvironment environment;
    QByteArray out;
    QByteArray err;
    QProcess process; // last: its signals use the above
};

} // namespace exaid

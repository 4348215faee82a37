#pragma once

// The files a mock provider keeps: POST …/files (multipart), GET …/files, GET …/files/<id>[/content], DELETE
// …/files/<id>, as Moonshot serves them. Not thread-safe: the server locks.

#include "tests/support/mockreply.h"

#include <QJsonObject>
#include <map>

namespace exaid::test {

class MockFiles
{
public:
    // False: the request is not about files.
    bool serve(const MockRequest &request, MockReply &reply);
    // Puts a file there as if it had been uploaded then.
    QString add(const QString &name, const QByteArray &content, qint64 createdAtSeconds,
                const QString &status = QStringLiteral("ok"));

private:
    struct File
    {
        QJsonObject about;
        QByteArray content;
    };
    void store(const MockRequest &request, MockReply &reply);

    std::map<QString, File> m_files; // by id
    int m_last = 0;
};

} // namespace exaid::test

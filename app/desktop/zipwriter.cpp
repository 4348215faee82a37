#include "app/desktop/zipwriter.h"

#include <QFile>
#include <QSaveFile>
#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ArchiveCloser
{
    void operator()(archive *writer) const { archive_write_free(writer); }
};
struct EntryCloser
{
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};

la_ssize_t appendTo(archive *, void *target, const void *bytes, size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(bytes), static_cast<qsizetype>(size));
    return static_cast<la_ssize_t>(size);
}

Error zipError(archive *writer)
{
    const char *why = archive_error_string(writer);
    return {u"zip_failed"_s,
            u"the archive can't be made: %1"_s.arg(QString::fromUtf8(why ? why : "unknown")),
            {}};
}

} // namespace

Result<QByteArray> zipped(const QList<ZipEntry> &entries, const QString &folder, qint64 wallMs)
{
    QByteArray bytes;
    const std::unique_ptr<archive, ArchiveCloser> writer(archive_write_new());
    if (archive_write_set_format_zip(writer.get()) != ARCHIVE_OK ||
        archive_write_set_bytes_in_last_block(writer.get(), 1) != ARCHIVE_OK ||
        archive_write_open(writer.get(), &bytes, nullptr, appendTo, nullptr) != ARCHIVE_OK)
        return zipError(writer.get());
    for (const ZipEntry &entry : entries) {
        const std::unique_ptr<archive_entry, EntryCloser> header(archive_entry_new());
        archive_entry_set_pathname_utf8(header.get(),
                                        QString(folder + u'/' + entry.name).toUtf8().constData());
        archive_entry_set_size(header.get(), entry.bytes.size());
        archive_entry_set_filetype(header.get(), AE_IFREG);
        archive_entry_set_perm(header.get(), 0600);
        archive_entry_set_mtime(header.get(), wallMs / 1000, 0);
        if (archive_write_header(writer.get(), header.get()) != ARCHIVE_OK ||
            archive_write_data(writer.get(), entry.bytes.constData(),
                               static_cast<size_t>(entry.bytes.size())) != entry.bytes.size())
            return zipError(writer.get());
    }
    if (archive_write_close(writer.get()) != ARCHIVE_OK)
        return zipError(writer.get());
    return bytes;
}

Status saveZip(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(bytes) != bytes.size() || !file.commit())
        return Error{u"unwritable"_s, u"%1 can't be written: %2"_s.arg(path, file.errorString()),
                     u"Choose another place."_s};
    return Done{};
}

} // namespace exaid

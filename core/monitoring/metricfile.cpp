#include "core/monitoring/metricfile.h"

#include "core/monitoring/metricnames.h"

#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QtEndian>
#include <algorithm>
#include <map>

namespace exaid::metricfile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 SecondUs = 1'000'000;
constexpr quint32 RecordMark = 0x7845784d;
constexpr qsizetype HeadBytes = 10; // mark, length, checksum
constexpr size_t CellsPerRecord = 240;

Error fileError(const QString &path, const QString &why)
{
    return {u"metrics_file"_s, u"the metrics of the last day can't be kept in %1: %2"_s.arg(path, why),
            u"set EXAI_METRICS_FILE to a file that can be written, or to nothing"_s};
}

QByteArray recordOf(const MetricFrame &frame)
{
    const QByteArray body = encode(frame);
    QByteArray head(HeadBytes, Qt::Uninitialized);
    qToBigEndian(RecordMark, head.data());
    qToBigEndian(static_cast<quint32>(body.size()), head.data() + 4);
    qToBigEndian(qChecksum(body), head.data() + 8);
    return head + body;
}

// Cells of one resolution from many records, by start; a later record replaces an earlier one.
class Gathering
{
public:
    Gathering(qint64 stepUs, qint64 oldestUs)
        : m_stepUs(stepUs)
        , m_oldestUs(oldestUs)
    {}

    void take(const MetricFrame &frame)
    {
        if (frame.stepUs != m_stepUs)
            return;
        std::vector<MetricId> ids;
        for (const QString &name : frame.names)
            ids.push_back(m_names.idOf(name));
        for (const MetricCell &cell : frame.cells) {
            if (cell.startUs >= m_oldestUs)
                m_cells[cell.startUs] = renumbered(cell, ids);
        }
    }

    MetricFrame frame(qint64 nowUs) const
    {
        MetricFrame frame;
        frame.nowUs = nowUs;
        frame.stepUs = m_stepUs;
        frame.names = m_names.names();
        for (const auto &[start, cell] : m_cells)
            frame.cells.push_back(cell);
        if (!frame.cells.empty())
            frame.fromUs = frame.cells.front().startUs;
        return frame;
    }

private:
    static MetricCell renumbered(const MetricCell &cell, const std::vector<MetricId> &ids)
    {
        MetricCell own;
        own.startUs = cell.startUs;
        own.coveredUs = cell.coveredUs;
        for (const LevelFigure &level : cell.levels) {
            LevelFigure &mine = own.level(ids[level.id]);
            mine = {mine.id, level.last, level.highest, level.levelUs};
        }
        for (const CountFigure &count : cell.counts)
            own.count(ids[count.id], count.number);
        for (const SpreadFigure &spread : cell.spreads)
            own.spread(ids[spread.id]).merge(spread.values);
        return own;
    }

    const qint64 m_stepUs;
    const qint64 m_oldestUs;
    MetricNames m_names;
    std::map<qint64, MetricCell> m_cells;
};

QByteArray recordsOf(const MetricFrame &frame)
{
    QByteArray bytes;
    MetricFrame part = frame;
    for (size_t from = 0; from < frame.cells.size(); from += CellsPerRecord) {
        const size_t to = std::min(from + CellsPerRecord, frame.cells.size());
        part.cells.assign(frame.cells.begin() + static_cast<qint64>(from),
                          frame.cells.begin() + static_cast<qint64>(to));
        bytes += recordOf(part);
    }
    return bytes;
}

} // namespace

Result<Loaded> load(const QString &path, qint64 nowUs)
{
    QFile file(path);
    if (!file.exists())
        return Loaded{};
    if (!file.open(QIODevice::ReadOnly))
        return fileError(path, file.errorString());
    // A file that somebody filled with something else is not read into memory whole.
    const qint64 size = file.size();
    file.seek(std::max<qint64>(0, size - 4 * MaxBytes));
    const QByteArray bytes = file.readAll();
    file.close();

    Gathering tens(10 * SecondUs, nowUs - 7'200 * SecondUs);
    Gathering minutes(60 * SecondUs, nowUs - 93'600 * SecondUs);
    Loaded loaded;
    const QByteArray mark = [] {
        QByteArray four(4, Qt::Uninitialized);
        qToBigEndian(RecordMark, four.data());
        return four;
    }();
    qsizetype at = 0;
    while (at + HeadBytes <= bytes.size()) {
        const char *head = bytes.constData() + at;
        const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(head + 4));
        const bool whole =
            qFromBigEndian<quint32>(head) == RecordMark && length <= bytes.size() - at - HeadBytes;
        const QByteArray body = whole ? bytes.mid(at + HeadBytes, length) : QByteArray();
        const bool good = whole && qChecksum(body) == qFromBigEndian<quint16>(head + 8);
        const auto frame = good ? decodeMetrics(body) : Result<MetricFrame>(Error{});
        if (frame) {
            tens.take(*frame);
            minutes.take(*frame);
            at += HeadBytes + length;
            continue;
        }
        ++loaded.damaged;
        at = bytes.indexOf(mark, at + 1);
        if (at < 0)
            break;
    }
    loaded.tens = tens.frame(nowUs);
    loaded.minutes = minutes.frame(nowUs);

    const QByteArray useful = recordsOf(loaded.minutes) + recordsOf(loaded.tens);
    if (size <= 2 * useful.size() && size <= MaxBytes && loaded.damaged == 0)
        return loaded;
    QSaveFile anew(path);
    if (!anew.open(QIODevice::WriteOnly))
        return fileError(path, anew.errorString());
    anew.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (anew.write(useful) != useful.size() || !anew.commit())
        return fileError(path, anew.errorString());
    return loaded;
}

Status append(const QString &path, const QList<MetricFrame> &frames)
{
    QByteArray bytes;
    for (const MetricFrame &frame : frames) {
        if (!frame.cells.empty())
            bytes += recordOf(frame);
    }
    if (bytes.isEmpty())
        return Done{};
    const QDir directory = QFileInfo(path).absoluteDir();
    if (!directory.exists() && QDir().mkpath(directory.path()))
        QFile::setPermissions(directory.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QFile file(path);
    const bool isNew = !file.exists();
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append))
        return fileError(path, file.errorString());
    if (isNew)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (file.write(bytes) != bytes.size() || !file.flush())
        return fileError(path, file.errorString());
    return Done{};
}

} // namespace exaid::metricfile

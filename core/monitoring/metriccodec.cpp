#include "core/monitoring/metricframe.h"

#include <QDataStream>
#include <QIODevice>
#include <QtEndian>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 Magic = 0x65784d31; // "exM1": the 1 is the version
// Beyond anything encode() makes; a damaged length must not become an allocation.
constexpr quint32 MaxItems = 100'000;

Error badMetrics(const QString &why)
{
    return {u"bad_metrics"_s, u"these are no metrics of exaid: %1"_s.arg(why), {}};
}

void write(QDataStream &out, const MetricCell &cell)
{
    out << cell.startUs << cell.coveredUs << static_cast<quint32>(cell.levels.size());
    for (const LevelFigure &level : cell.levels)
        out << level.id << level.last << level.highest << level.levelUs;
    out << static_cast<quint32>(cell.counts.size());
    for (const CountFigure &count : cell.counts)
        out << count.id << count.number;
    out << static_cast<quint32>(cell.spreads.size());
    for (const SpreadFigure &spread : cell.spreads) {
        out << spread.id << static_cast<quint8>(spread.values.bucketsInUse());
        for (size_t i = 0; i < spread.values.bucketsInUse(); ++i) {
            const LogHistogram::Bucket bucket = spread.values.bucketAt(i);
            out << static_cast<quint8>(bucket.index) << bucket.count;
        }
    }
}

void write(QDataStream &out, const std::vector<LevelStep> &steps)
{
    out << static_cast<quint32>(steps.size());
    for (const LevelStep &step : steps)
        out << step.atUs << step.id << step.value;
}

// Reads what was written, and remembers whether everything made sense so far.
class FrameReader
{
public:
    explicit FrameReader(QDataStream &in)
        : m_in(in)
    {}

    bool isGood() const { return m_good && m_in.status() == QDataStream::Ok; }

    quint32 length()
    {
        quint32 n = 0;
        m_in >> n;
        m_good = m_good && n <= MaxItems;
        return isGood() ? n : 0;
    }

    void read(QStringList &names)
    {
        for (quint32 left = length(); left > 0 && isGood(); --left) {
            QString name;
            m_in >> name;
            names.append(name);
        }
        m_names = static_cast<size_t>(names.size());
    }

    void read(MetricCell &cell)
    {
        m_in >> cell.startUs >> cell.coveredUs;
        for (quint32 left = length(); left > 0 && isGood(); --left) {
            LevelFigure level;
            m_in >> level.id >> level.last >> level.highest >> level.levelUs;
            take(cell.levels, level);
        }
        for (quint32 left = length(); left > 0 && isGood(); --left) {
            CountFigure count;
            m_in >> count.id >> count.number;
            take(cell.counts, count);
        }
        for (quint32 left = length(); left > 0 && isGood(); --left)
            take(cell.spreads, spread());
    }

    void read(std::vector<LevelStep> &steps)
    {
        for (quint32 left = length(); left > 0 && isGood(); --left) {
            LevelStep step;
            m_in >> step.atUs >> step.id >> step.value;
            m_good = m_good && step.id < m_names;
            steps.push_back(step);
        }
    }

private:
    template <typename Figure>
    void take(std::vector<Figure> &figures, const Figure &figure)
    {
        m_good = m_good && figure.id < m_names && (figures.empty() || figures.back().id < figure.id);
        figures.push_back(figure);
    }

    SpreadFigure spread()
    {
        SpreadFigure figure;
        quint8 buckets = 0;
        m_in >> figure.id >> buckets;
        for (; buckets > 0 && isGood(); --buckets) {
            quint8 index = 0;
            quint32 count = 0;
            m_in >> index >> count;
            m_good = m_good && index < LogHistogram::BucketCount;
            if (m_good)
                figure.values.addTo(index, count);
        }
        return figure;
    }

    QDataStream &m_in;
    size_t m_names = 0;
    bool m_good = true;
};

} // namespace

QByteArray encode(const MetricFrame &frame)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << Magic << frame.epoch << frame.tag << frame.whole << frame.nowUs << frame.fromUs << frame.stepUs
        << frame.stepsFromUs << static_cast<quint32>(frame.names.size());
    for (const QString &name : frame.names)
        out << name;
    out << static_cast<quint32>(frame.cells.size());
    for (const MetricCell &cell : frame.cells)
        write(out, cell);
    write(out, frame.start);
    write(out, frame.steps);
    return qCompress(bytes, 3);
}

Result<MetricFrame> decodeMetrics(const QByteArray &bytes)
{
    constexpr quint32 MaxBytes = 64 * 1024 * 1024;
    // qUncompress() allocates what the first four bytes say.
    if (bytes.size() < 8 || qFromBigEndian<quint32>(bytes.constData()) > MaxBytes)
        return badMetrics(u"%1 bytes"_s.arg(bytes.size()));
    const QByteArray plain = qUncompress(bytes);
    QDataStream in(plain);
    in.setVersion(QDataStream::Qt_6_0);
    quint32 magic = 0;
    in >> magic;
    if (magic != Magic)
        return badMetrics(u"another format or version"_s);
    MetricFrame frame;
    in >> frame.epoch >> frame.tag >> frame.whole >> frame.nowUs >> frame.fromUs >> frame.stepUs >>
        frame.stepsFromUs;
    FrameReader reader(in);
    reader.read(frame.names); // not as a QStringList: it would allocate what a damaged length says
    for (quint32 left = reader.length(); left > 0 && reader.isGood(); --left)
        reader.read(frame.cells.emplace_back());
    reader.read(frame.start);
    reader.read(frame.steps);
    if (!reader.isGood() || !in.atEnd() || frame.stepUs <= 0)
        return badMetrics(u"damaged"_s);
    return frame;
}

QJsonObject toJson(const MetricQuery &query)
{
    return {{u"span_secs"_s, query.spanSecs},
            {u"max_points"_s, query.maxPoints},
            {u"epoch"_s, static_cast<qint64>(query.epoch)},
            {u"since_us"_s, query.sinceUs},
            {u"tag"_s, static_cast<qint64>(query.tag)}};
}

MetricQuery metricQueryFrom(const QJsonObject &message)
{
    MetricQuery query;
    query.spanSecs = message[u"span_secs"].toInteger(query.spanSecs);
    query.maxPoints = message[u"max_points"].toInt(query.maxPoints);
    query.epoch = static_cast<quint64>(message[u"epoch"].toInteger());
    query.sinceUs = message[u"since_us"].toInteger();
    query.tag = static_cast<quint64>(message[u"tag"].toInteger());
    return query;
}

QJsonObject toJson(const MetricFrame &frame)
{
    return {{u"data"_s, QString::fromLatin1(encode(frame).toBase64())}};
}

Result<MetricFrame> metricsFrom(const QJsonObject &answer)
{
    return decodeMetrics(QByteArray::fromBase64(answer[u"data"].toString().toLatin1()));
}

} // namespace exaid

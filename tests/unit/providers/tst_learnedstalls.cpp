// What was learned of the models' pauses: kept over a restart, tolerant of damage, explained.

#include "core/providers/learnedfile.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <condition_variable>
#include <mutex>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

LearnedStalls someStalls()
{
    std::deque<StallLearner::Stream> streams(40, {1s, false});
    streams.push_back({45s, false});
    streams.push_back({46s, false});
    streams.push_back({120s, true});
    return {{u"kimi"_s, {{u"k2"_s, streams}}}, {u"glm"_s, {{u"glm-4.6"_s, {{300ms, false}}}}}};
}

Settings someSettings()
{
    Settings settings;
    ProviderSettings kimi;
    kimi.id = u"kimi"_s;
    ProviderSettings glm;
    glm.id = u"glm"_s;
    settings.providers = {kimi, glm};
    return settings;
}

bool writeTo(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

// A daemon's start, as far as the file sees it.
struct Run
{
    explicit Run(const QString &directory)
        : file(directory, [this](const LearnedStalls &learned, const QString &said) {
            const std::lock_guard lock(mutex);
            found = learned;
            problem = said;
            loaded = true;
            wake.notify_all();
        })
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return loaded; });
    }

    std::mutex mutex;
    std::condition_variable wake;
    bool loaded = false;
    LearnedStalls found;
    QString problem;
    LearnedFile file;
};

} // namespace

class TestLearnedStalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesRound();
    void damageIsTold_data();
    void damageIsTold();
    void partsThatMakeNoSenseAreLeftOut();
    void survivesARestart();
    void aDamagedFileIsPutAside();
    void restoredStreamsComeFirst();
    void limitsAreExplained();
};

void TestLearnedStalls::goesRound()
{
    const auto again = learnedFrom(learnedText(someStalls()));
    QVERIFY(again);
    QVERIFY(*again == someStalls());
    QVERIFY(learnedFrom(learnedText({}))->isEmpty());
}

void TestLearnedStalls::damageIsTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QByteArray() << u"damaged"_s;
    QTest::newRow("cut") << learnedText(someStalls()).chopped(7) << u"damaged"_s;
    QTest::newRow("zeros") << QByteArray(4096, '\0') << u"damaged"_s;
    QTest::newRow("another file") << QByteArray("[1, 2]") << u"damaged"_s;
    QTest::newRow("no format") << QByteArray(R"({"stalls": {}})") << u"damaged"_s;
    QTest::newRow("newer") << QByteArray(R"({"format": 2, "stalls": {}})") << u"newer_format"_s;
}

void TestLearnedStalls::damageIsTold()
{
    QFETCH(const QByteArray, text);
    const auto learned = learnedFrom(text);
    QVERIFY(!learned);
    QTEST(learned.error().code, "code");
}

void TestLearnedStalls::partsThatMakeNoSenseAreLeftOut()
{
    const auto learned = learnedFrom(
        R"({"format": 1, "stalls": {"kimi": {"k2": [100, "x", 1e300, null, -200], "k3": 7, "k4": []}, "glm": 3}})");
    QVERIFY(learned);
    QCOMPARE(learned->size(), 1);
    QCOMPARE(learned->value(u"kimi"_s).keys(), QStringList{u"k2"_s});
    const std::deque<StallLearner::Stream> expected{{100ms, false}, {200ms, true}};
    QVERIFY(learned->value(u"kimi"_s).value(u"k2"_s) == expected);
}

void TestLearnedStalls::survivesARestart()
{
    QTemporaryDir directory;
    const QString state = directory.filePath(u"state"_s); // made when needed
    {
        Run first(state);
        QVERIFY(first.found.isEmpty() && first.problem.isEmpty());
        first.file.save(someStalls());
        first.file.close(); // writes what was saved
    }
    const Run second(state);
    QVERIFY(second.found == someStalls());
    QCOMPARE(second.problem, QString());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(LearnedFile::pathIn(state)) & others));
}

void TestLearnedStalls::aDamagedFileIsPutAside()
{
    QTemporaryDir directory;
    const QString path = LearnedFile::pathIn(directory.path());
    QVERIFY(writeTo(path, "{\"format\": 1, \"sta"));
    Run run(directory.path());
    QVERIFY(run.found.isEmpty());
    QVERIFY2(run.problem.contains(path) && run.problem.contains(u"damaged"_s), qPrintable(run.problem));
    QVERIFY(QFile::exists(path + u".unreadable"_s));
    run.file.save(someStalls());
    run.file.close();
    QVERIFY(*readLearned(path) == someStalls());
}

void TestLearnedStalls::restoredStreamsComeFirst()
{
    StallLearner learner({60s, 600s});
    learner.streamEnded(2s);
    learner.restore(std::deque<StallLearner::Stream>(StallLearner::Remembered, {50s, false}));
    QCOMPARE(learner.streams().size(), size_t{StallLearner::Remembered});
    QCOMPARE(learner.streams().back().pause, Duration(2s)); // the newest is kept
    QCOMPARE(learner.limitFrom(120s).limit, Duration(200s));
}

void TestLearnedStalls::limitsAreExplained()
{
    const QString report = learnedReport(someStalls(), someSettings());
    for (const QString &line :
         {u"KIMI k2: 180 s (4 × a pause of 45 s in its last 43 streams; set: 120 s)"_s,
          u"GLM glm-4.6: 120 s (as set; 1 stream gave no reason to change it; set: 120 s)"_s})
        QVERIFY2(report.contains(line), qPrintable(report));
    const QJsonArray json = learnedJson(someStalls(), someSettings());
    QCOMPARE(json.size(), 2);
    QCOMPARE(json[1]["stall_limit_secs"_L1].toDouble(), 180.0);
    QCOMPARE(json[1]["streams"_L1].toInt(), 43);
    QVERIFY(learnedReport(someStalls(), Settings()).isEmpty()); // of providers that are configured
}

QTEST_GUILESS_MAIN(TestLearnedStalls)
#include "tst_learnedstalls.moc"

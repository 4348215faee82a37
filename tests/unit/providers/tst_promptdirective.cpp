#include "core/providers/promptdirective.h"

#include <QTest>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestPromptDirective : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void readsValues();
};

void TestPromptDirective::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("alone") << "[sim]" << true;
    QTest::newRow("in a sentence") << "please [sim delay=2s] now" << true;
    QTest::newRow("none") << "nothing" << false;
    QTest::newRow("other tag") << "[mock delay=2s]" << false;
    QTest::newRow("longer tag") << "[simple]" << false;
    QTest::newRow("not closed") << "[sim delay=2s" << false;
    QTest::newRow("over lines") << "[sim\ndelay=2s\n]" << true;
}

void TestPromptDirective::finds()
{
    QFETCH(QString, text);
    QFETCH(bool, found);
    QCOMPARE(PromptDirective::find(u"sim"_s, text).has_value(), found);
}

void TestPromptDirective::readsValues()
{
    const auto d = PromptDirective::find(
        u"sim"_s, u"[sim a=1] and [sim a=2s b=300ms c=1.5m d=250 e=x f=-3 g=9999999m flag n=7]"_s);
    QVERIFY(d);
    QCOMPARE(d->duration(u"a"_s, 9s), Duration(2s)); // the last directive counts
    QCOMPARE(d->duration(u"b"_s, 9s), Duration(300ms));
    QCOMPARE(d->duration(u"c"_s, 9s), Duration(90s));
    QCOMPARE(d->duration(u"d"_s, 9s), Duration(250ms));
    QCOMPARE(d->duration(u"e"_s, 9s), Duration(9s));
    QCOMPARE(d->duration(u"f"_s, 9s), Duration(9s));
    QCOMPARE(d->duration(u"g"_s, 9s), Duration(24h));
    QCOMPARE(d->duration(u"missing"_s, 9s), Duration(9s));
    QVERIFY(d->has(u"flag"_s) && !d->has(u"fla"_s));
    QCOMPARE(d->integer(u"n"_s, 0), 7);
    QCOMPARE(d->integer(u"e"_s, 5), 5);
    QCOMPARE(d->number(u"n"_s, 0), 7.0);
}

QTEST_GUILESS_MAIN(TestPromptDirective)
#include "tst_promptdirective.moc"

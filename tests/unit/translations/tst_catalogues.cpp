#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList translations; // one, or one for each plural form
    bool numerus = false;
    bool unfinished = false;
};

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    message.numerus = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.unfinished = xml.attributes().value("type"_L1) == "unfinished"_L1;
            if (!message.numerus) {
                message.translations.append(xml.readElementText());
                continue;
            }
            while (xml.readNextStartElement())
                message.translations.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> readCatalogue(const QString &text)
{
    QList<Message> messages;
    QXmlStreamReader xml(text);
    xml.readNextStartElement(); // TS
    while (xml.readNextStartElement()) {
        QString context;
        while (xml.readNextStartElement()) {
            if (xml.name() == "name"_L1)
                context = xml.readElementText();
            else if (xml.name() == "message"_L1)
                messages.append(readMessage(xml, context));
            else
                xml.skipCurrentElement();
        }
    }
    return messages;
}

// %1, %2, %L1, %n, sorted.
QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%(L?[0-9]+|n)"_s);
    QStringList found;
    QRegularExpressionMatchIterator it = pattern.globalMatch(text);
    while (it.hasNext())
        found.append(it.next().captured());
    found.sort();
    return found;
}

// What is wrong with one message; empty: nothing. A plural form may leave the number out ("one call").
QString problemOf(const Message &message)
{
    if (message.unfinished || message.translations.isEmpty() || message.translations.contains(QString()))
        return u"is not translated"_s;
    for (const QString &translation : message.translations) {
        QStringList wanted = placeholders(message.source);
        QStringList got = placeholders(translation);
        if (message.numerus && !got.contains(u"%n"_s))
            wanted.removeAll(u"%n"_s);
        if (wanted != got)
            return u"has other placeholders: "_s + translation;
        if (message.source.endsWith(u'…') != translation.endsWith(u'…'))
            return u"gains or loses its ellipsis: "_s + translation;
    }
    return {};
}

QStringList problemsOf(const QList<Message> &messages)
{
    QStringList problems;
    for (const Message &message : messages) {
        const QString problem = problemOf(message);
        if (!problem.isEmpty())
            problems.append(u"%1: \"%2\" %3"_s.arg(message.context, message.source, problem));
    }
    return problems;
}

} // namespace

class TestCatalogues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shippedLanguagesAreComplete_data();
    void shippedLanguagesAreComplete();
    void englishHasItsPlurals();
    void gapsAreFound();
};

namespace {

QList<Message> shipped(const QString &language)
{
    QFile file(QDir(QStringLiteral(EXAID_TRANSLATIONS_DIR)).filePath(u"exaid_%1.ts"_s.arg(language)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return readCatalogue(QString::fromUtf8(file.readAll()));
}

} // namespace

void TestCatalogues::shippedLanguagesAreComplete_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("de") << u"de"_s;
}

void TestCatalogues::shippedLanguagesAreComplete()
{
    QFETCH(const QString, language);
    const QList<Message> messages = shipped(language);
    QVERIFY2(messages.size() > 50, "the catalogue is missing or nearly empty");
    const QStringList problems = problemsOf(messages);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TestCatalogues::englishHasItsPlurals()
{
    const QList<Message> messages = shipped(u"en"_s);
    QVERIFY(!messages.isEmpty());
    for (const Message &message : messages) {
        if (!message.numerus)
            continue;
        QCOMPARE(message.translations.size(), 2);
        QVERIFY2(problemOf(message).isEmpty(), qPrintable(message.source));
    }
}

void TestCatalogues::gapsAreFound()
{
    const QString text =
        u"<TS><context><name>C</name>"
        "<message><source>Open %1</source><translation>Öffne %1</translation></message>"
        "<message><source>Close</source><translation type=\"unfinished\"></translation></message>"
        "<message><source>%1 of %2</source><translation>%1 von</translation></message>"
        "<message><source>More…</source><translation>Mehr</translation></message>"
        "<message numerus=\"yes\"><source>%n call(s)</source><translation><numerusform>Ein "
        "Aufruf</numerusform>"
        "<numerusform></numerusform></translation></message>"
        "</context></TS>"_s;
    const QStringList problems = problemsOf(readCatalogue(text));
    QCOMPARE(problems.size(), 4);
    QVERIFY(problems.at(0).contains(u"Close"));
    QVERIFY(problems.at(1).contains(u"%1 of %2"));
    QVERIFY(problems.at(2).contains(u"More"));
    QVERIFY(problems.at(3).contains(u"%n call(s)"));
}

QTEST_GUILESS_MAIN(TestCatalogues)
#include "tst_catalogues.moc"

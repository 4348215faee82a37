#include "core/frontends/exai/exaireplies.h"
#include "core/frontends/exai/toollist.h"

#include <QJsonObject>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

class NamedTool final : public Tool
{
public:
    explicit NamedTool(ToolDefinition definition)
        : m_definition(std::move(definition))
    {}
    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &) const override { return CallPlan{}; }
    std::unique_ptr<ToolRun> start(const ToolInput &, ToolEvents &) const override { return nullptr; }

private:
    ToolDefinition m_definition;
};

ToolDefinition definitionOf(const QString &name, qsizetype prose, int properties)
{
    ToolDefinition definition;
    definition.name = name;
    definition.description = u"First line.\n"_s + QString(prose, u'd');
    QJsonObject fields;
    for (int i = 0; i < properties; ++i) {
        fields.insert(u"p%1"_s.arg(i),
                      QJsonObject{{u"type"_s, u"string"_s}, {u"description"_s, QString(prose, u'p')}});
    }
    // A property of that name is no prose.
    fields.insert(u"description"_s, QJsonObject{{u"type"_s, u"string"_s}});
    definition.inputSchema = {
        {u"type"_s, u"object"_s}, {u"properties"_s, fields}, {u"required"_s, QJsonArray{u"p0"_s}}};
    return definition;
}

} // namespace

class TestToolList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void smallCatalogIsWhole();
    void pain33_listFitsALine_data();
    void pain33_listFitsALine();
};

void TestToolList::smallCatalogIsWhole()
{
    ToolCatalog catalog;
    const ToolDefinition chat = definitionOf(u"chat"_s, 100, 3);
    catalog.add(std::make_unique<NamedTool>(chat));
    const QJsonArray tools = exai::buildToolList(catalog);
    QCOMPARE(tools.size(), 1);
    QCOMPARE(tools.first().toObject(), (QJsonObject{{u"name"_s, u"chat"_s},
                                                    {u"description"_s, chat.description},
                                                    {u"inputSchema"_s, chat.inputSchema}}));
}

void TestToolList::pain33_listFitsALine_data()
{
    QTest::addColumn<int>("prose");
    QTest::newRow("long arguments") << 400;
    QTest::newRow("long everything") << 4'000;
}

void TestToolList::pain33_listFitsALine()
{
    QFETCH(int, prose);
    ToolCatalog catalog;
    for (int i = 0; i < 30; ++i)
        catalog.add(std::make_unique<NamedTool>(definitionOf(u"tool%1"_s.arg(i), prose, 12)));
    const exai::ReplyIds ids{QString(256, u'r'), QString(256, u'i')};
    const QJsonArray tools = exai::buildToolList(catalog);
    QCOMPARE(tools.size(), 30);
    QVERIFY(exai::toFrame(exai::toolList(ids, tools)).size() <= exai::MaxToolListFrame);
    const QJsonObject schema = tools.first().toObject()[u"inputSchema"].toObject();
    QCOMPARE(schema[u"properties"].toObject().size(), 13);
    QCOMPARE(schema[u"required"].toArray().size(), 1);
    QVERIFY(tools.first().toObject()[u"description"].toString().startsWith(u"First line."));
}

QTEST_GUILESS_MAIN(TestToolList)
#include "tst_toollist.moc"

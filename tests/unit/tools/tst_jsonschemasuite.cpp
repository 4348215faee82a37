// The judge of JsonSchemaCheck: Debian's package json-schema-test-suite. It ends at draft 7, so the four
// keywords that 2020-12 has renamed since are renamed here; everything else means the same. Each file of the
// draft is either listed to pass in every case, or listed with the schemas that must be refused.

#include "core/tools/jsonschemacheck.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString SuiteFolder = QStringLiteral("/usr/share/json-schema-test-suite/tests/draft7");

struct SuiteFile
{
    const char *name;
    int cases;           // in the suite of Debian 12: nothing is skipped unseen
    QStringList refused; // descriptions of the schemas that compile() refuses, as its header says
};

const std::vector<SuiteFile> &suiteFiles()
{
    static const std::vector<SuiteFile> files = {
        {"additionalItems", 9, {}},
        {"additionalProperties", 14, {}},
        {"allOf", 14, {}},
        {"anyOf", 14, {}},
        {"boolean_schema", 18, {}},
        {"const", 12, {}},
        {"contains", 13, {}},
        {"default", 4, {}},
        {"definitions", 0, {u"valid definition"_s, u"invalid definition"_s}},
        {"dependencies", 24, {}},
        {"enum", 9, {}},
        {"exclusiveMaximum", 4, {}},
        {"exclusiveMinimum", 4, {}},
        {"if-then-else", 18, {}},
        {"items", 17, {}},
        {"maxItems", 4, {}},
        {"maxLength", 5, {}},
        {"maxProperties", 6, {}},
        {"maximum", 4, {}},
        {"minItems", 4, {}},
        {"minLength", 5, {}},
        {"minProperties", 6, {}},
        {"minimum", 4, {}},
        {"multipleOf", 8, {}},
        {"not", 12, {}},
        {"oneOf", 15, {}},
        {"pattern", 4, {}},
        {"patternProperties", 21, {}},
        {"properties", 18, {}},
        {"propertyNames", 10, {}},
        {"ref",
         17,
         {u"escaped pointer ref"_s, u"remote ref, containing refs itself"_s,
          u"Recursive references between schemas"_s}},
        {"refRemote",
         0,
         {u"remote ref"_s, u"fragment within remote ref"_s, u"ref within remote ref"_s, u"base URI change"_s,
          u"base URI change - change folder"_s, u"base URI change - change folder in subschema"_s,
          u"root ref in remote ref"_s}},
        {"required", 7, {}},
        {"type", 59, {}},
        {"uniqueItems", 13, {}},
    };
    return files;
}

QJsonValue renamed(const QJsonValue &schema);

QJsonObject renamedFields(const QJsonObject &schemas)
{
    QJsonObject result;
    for (auto it = schemas.begin(); it != schemas.end(); ++it)
        result.insert(it.key(), renamed(it.value()));
    return result;
}

// A schema of draft 7 in the words of 2020-12.
QJsonValue renamed(const QJsonValue &schema)
{
    if (schema.isArray()) {
        QJsonArray list;
        for (const QJsonValue &item : schema.toArray())
            list.append(renamed(item));
        return list;
    }
    if (!schema.isObject())
        return schema;
    const QJsonObject old = schema.toObject();
    QJsonObject result;
    const bool isReference = old.value("$ref"_L1).isString(); // whose neighbours had no effect then
    for (auto it = old.begin(); it != old.end(); ++it) {
        if (isReference && it.key() != "$ref"_L1 && it.key() != "definitions"_L1)
            continue;
        const QString &keyword = it.key();
        const QJsonValue value = it.value();
        if (keyword == "items"_L1 && value.isArray()) {
            if (!value.toArray().isEmpty())
                result.insert(u"prefixItems"_s, renamed(value));
        } else if (keyword == "items"_L1) {
            result.insert(keyword, renamed(value));
        } else if (keyword == "additionalItems"_L1) {
            if (old.value("items"_L1).isArray()) // else it has no effect
                result.insert(u"items"_s, renamed(value));
        } else if (keyword == "definitions"_L1) {
            result.insert(u"$defs"_s, renamedFields(value.toObject()));
        } else if (keyword == "$ref"_L1 && value.isString()) {
            result.insert(keyword, value.toString()
                                       .replace("#/definitions/"_L1, "#/$defs/"_L1)
                                       .replace("#/items/0"_L1, "#/prefixItems/0"_L1)
                                       .replace("#/items/1"_L1, "#/prefixItems/1"_L1));
        } else if (keyword == "dependencies"_L1) {
            QJsonObject names, schemas;
            const QJsonObject given = value.toObject();
            for (auto entry = given.begin(); entry != given.end(); ++entry) {
                if (entry.value().isArray())
                    names.insert(entry.key(), entry.value());
                else
                    schemas.insert(entry.key(), renamed(entry.value()));
            }
            result.insert(u"dependentRequired"_s, names);
            result.insert(u"dependentSchemas"_s, schemas);
        } else if (keyword == "properties"_L1 || keyword == "patternProperties"_L1) {
            result.insert(keyword, renamedFields(value.toObject()));
        } else if (keyword == "enum"_L1 || keyword == "const"_L1 || keyword == "default"_L1) {
            result.insert(keyword, value);
        } else {
            result.insert(keyword, renamed(value));
        }
    }
    return result;
}

QJsonArray groupsOf(const QString &name)
{
    QFile file(u"%1/%2.json"_s.arg(SuiteFolder, name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).array();
}

} // namespace

class TestJsonSchemaSuite : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFileIsListed();
    void agrees_data();
    void agrees();
};

void TestJsonSchemaSuite::everyFileIsListed()
{
    QStringList listed;
    for (const SuiteFile &file : suiteFiles())
        listed.append(QString::fromLatin1(file.name) + u".json"_s);
    const QStringList present = QDir(SuiteFolder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    QVERIFY2(!present.isEmpty(), "the package json-schema-test-suite is missing: ./dev setup");
    listed.sort();
    QStringList sorted = present;
    sorted.sort();
    QCOMPARE(sorted, listed);
}

void TestJsonSchemaSuite::agrees_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < suiteFiles().size(); ++i)
        QTest::newRow(suiteFiles()[i].name) << static_cast<int>(i);
}

void TestJsonSchemaSuite::agrees()
{
    QFETCH(int, index);
    const SuiteFile &file = suiteFiles()[static_cast<std::size_t>(index)];
    int cases = 0;
    QStringList wrong, refused;
    for (const QJsonValue &groupValue : groupsOf(QString::fromLatin1(file.name))) {
        const QJsonObject group = groupValue.toObject();
        const QString about = group["description"_L1].toString();
        const auto check = JsonSchemaCheck::compile(renamed(group["schema"_L1]), SchemaUse::Standard);
        if (!check) {
            refused.append(about);
            if (!file.refused.contains(about))
                wrong.append(QString(about + u": "_s + check.error().message));
            continue;
        }
        for (const QJsonValue &testValue : group["tests"_L1].toArray()) {
            const QJsonObject test = testValue.toObject();
            ++cases;
            const auto result = check->checkValue(test["data"_L1]);
            if (result.hasValue() != test["valid"_L1].toBool())
                wrong.append(u"%1 / %2: %3"_s.arg(about, test["description"_L1].toString(),
                                                  result ? u"accepted"_s : result.error().message));
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QCOMPARE(refused, file.refused);
    QCOMPARE(cases, file.cases);
}

QTEST_GUILESS_MAIN(TestJsonSchemaSuite)
#include "tst_jsonschemasuite.moc"

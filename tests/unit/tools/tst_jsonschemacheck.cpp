#include "core/tools/jsonschemacheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestJsonSchemaCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesDefinitions_data();
    void refusesDefinitions();
    void accepts_data();
    void accepts();
    void rejects_data();
    void rejects();
    void judgesByTheStandard_data();
    void judgesByTheStandard();
    void saysWhatToChange_data();
    void saysWhatToChange();
    void fillsInDefaultsBehindReferences();
    void endsWhenASchemaNamesItself();
    void boundsTheWorkOfAlternatives();
    void suggestsTheNearestName();
    void hidesSecrets_data();
    void hidesSecrets();
    void shortensLongValues();
    void boundsDeepInput();
    void boundsHugeInput();
    void boundsBadPatterns();
};

static QJsonObject object(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("bad JSON in the test: %s", json.constData());
    return document.object();
}

void TestJsonSchemaCheck::refusesDefinitions_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *schema, const char *says) {
        QTest::newRow(name) << QByteArray(schema) << QString::fromUtf8(says);
    };
    row("empty anyOf", R"({"anyOf":[]})", "'anyOf' must be a list of at least one schema");
    row("nested unknown", R"({"properties":{"a":{"properties":{"b":{"unevaluatedItems":false}}}}})",
        "schema at 'a.b': keyword 'unevaluatedItems' is not supported");
    row("unknown in a part", R"({"allOf":[{"not":{"dependencies":{}}}]})", "keyword 'dependencies'");
    row("$id", R"({"$id":"https://example.org/x"})", "'$id' is not supported");
    row("$dynamicRef", R"({"$dynamicRef":"#x"})", "'$dynamicRef' is not supported");
    row("other dialect", R"({"$schema":"http://json-schema.org/draft-07/schema#"})", "'$schema' must be");
    row("$ref to nowhere", R"({"properties":{"a":{"$ref":"#/x"}}})",
        "'$ref' names '#/x', which is not there");
    row("$ref to no anchor", R"({"properties":{"a":{"$ref":"#x"}}})", "'$ref' names '#x'");
    row("$ref to the network", R"({"properties":{"a":{"$ref":"https://example.org/x.json"}}})",
        "'$ref' may only name a place in the same schema");
    row("$ref to a file", R"({"$ref":"file:///etc/passwd"})", "'$ref' may only name");
    row("bad schema behind $ref", R"({"$ref":"#/$defs/a","$defs":{"a":{"type":"text"}}})", "unknown type");
    row("same anchor twice", R"({"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}})", "is there twice");
    row("multipleOf 0", R"({"multipleOf":0})", "must be more than 0");
    row("unbounded names", R"({"patternProperties":{"^a":true}})", "needs 'propertyNames' with 'maxLength'");
    row("unknown type", R"({"type":"text"})", "unknown type \"text\"");
    row("no types", R"({"type":[]})", "at least one type");
    row("required without property", R"({"required":["a"],"properties":{}})", "'required' names 'a'");
    row("required no list", R"({"required":"a"})", "must be a list");
    row("property no schema", R"({"properties":{"a":1}})", "schema at 'a'");
    row("minimum no number", R"({"minimum":"1"})", "'minimum' must be a number");
    row("empty enum", R"({"enum":[]})", "'enum'");
    row("tuple items", R"({"items":[{}]})", "'items' must be one schema");
    row("additionalProperties no schema", R"({"additionalProperties":1})", "must be a schema");
    row("bad pattern", R"({"pattern":"(","maxLength":5})", "no valid expression");
    row("unbounded pattern", R"({"pattern":"a"})", "needs 'maxLength'");
    row("default not allowed", R"({"properties":{"a":{"type":"integer","minimum":3,"default":2}}})",
        "default is not allowed");
}

void TestJsonSchemaCheck::refusesDefinitions()
{
    QFETCH(QByteArray, schema);
    QFETCH(QString, says);
    const auto check = JsonSchemaCheck::compile(object(schema.constData()));
    QVERIFY(!check);
    QCOMPARE(check.error().code, u"bad_schema"_s);
    QVERIFY2(check.error().message.contains(says), qPrintable(check.error().message));
}

static const char *const Schema = R"({
  "type":"object",
  "properties":{
    "text":{"type":"string","minLength":2,"maxLength":4},
    "word":{"type":"string","pattern":"^[a-z]+$","maxLength":20},
    "mode":{"type":"string","enum":["low","High"]},
    "code":{"enum":[1,"x",null]},
    "count":{"type":"integer","minimum":1,"maximum":9},
    "share":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1},
    "flag":{"type":"boolean","default":true},
    "maybe":{"type":["string","null","integer"]},
    "list":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":3},
    "numbers":{"type":"array","items":{"type":"integer","minimum":0}},
    "inner":{"type":"object","properties":{"deep":{"type":"integer","default":7},"must":{"type":"string"}},
             "required":["must"],"additionalProperties":false},
    "api_token":{"type":"string","maxLength":3},
    "open":{"type":"object"}
  },
  "required":["text"],
  "additionalProperties":false})";

void TestJsonSchemaCheck::accepts_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("checked");
    const auto row = [](const char *name, const char *given, const char *checked) {
        QTest::newRow(name) << QByteArray(given) << QByteArray(checked);
    };
    row("least, default filled in", R"({"text":"ab"})", R"({"text":"ab","flag":true})");
    row("default not over a value", R"({"text":"ab","flag":false})", R"({"text":"ab","flag":false})");
    row("nested default", R"({"text":"ab","inner":{"must":"x"}})",
        R"({"text":"ab","flag":true,"inner":{"must":"x","deep":7}})");
    row("limits inclusive", R"({"text":"abcd","count":9,"list":["a","b","c"]})",
        R"({"text":"abcd","flag":true,"count":9,"list":["a","b","c"]})");
    row("whole double is integer", R"({"text":"ab","count":3.0})", R"({"text":"ab","flag":true,"count":3})");
    row("type list null", R"({"text":"ab","maybe":null})", R"({"text":"ab","flag":true,"maybe":null})");
    row("type list integer", R"({"text":"ab","maybe":3})", R"({"text":"ab","flag":true,"maybe":3})");
    row("quoted booleans", R"({"text":"ab","flag":"False"})", R"({"text":"ab","flag":false})");
    row("enum in any case", R"({"text":"ab","mode":"HIGH"})", R"({"text":"ab","flag":true,"mode":"High"})");
    row("enum of mixed types", R"({"text":"ab","code":null})", R"({"text":"ab","flag":true,"code":null})");
    row("pattern", R"({"text":"ab","word":"hello"})", R"({"text":"ab","flag":true,"word":"hello"})");
    row("open object", R"({"text":"ab","open":{"any":[1,{"x":2}]}})",
        R"({"text":"ab","flag":true,"open":{"any":[1,{"x":2}]}})");
    row("characters, not code units",
        "{\"text\":\"\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\"}",
        "{\"text\":\"\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\",\"flag\":true}");
}

void TestJsonSchemaCheck::accepts()
{
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, checked);
    const auto check = JsonSchemaCheck::compile(object(Schema));
    QVERIFY2(check, check ? "" : qPrintable(check.error().message));
    const auto result = check->check(object(given.constData()));
    QVERIFY2(result, result ? "" : qPrintable(result.error().message));
    QCOMPARE(*result, object(checked.constData()));
}

void TestJsonSchemaCheck::rejects_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *given, const char *message) {
        QTest::newRow(name) << QByteArray(given) << QString::fromUtf8(message);
    };
    row("required", "{}", "Validation failed for 'text': is required");
    row("required inside", R"({"text":"ab","inner":{}})", "Validation failed for 'inner.must': is required");
    row("type", R"({"text":5})", "Validation failed for 'text': must be string, got 5");
    row("type null", R"({"text":null})", "Validation failed for 'text': must be string, got null");
    row("type array", R"({"text":["a"]})",
        "Validation failed for 'text': must be string, got an array of 1 items");
    row("type list", R"({"text":"ab","maybe":true})",
        "Validation failed for 'maybe': must be null or integer or string, got true");
    row("not whole", R"({"text":"ab","count":1.5})",
        "Validation failed for 'count': must be integer, got 1.5");
    row("no number for a quoted one", R"({"text":"ab","count":"3"})",
        "Validation failed for 'count': must be integer, got \"3\"");
    row("minLength", R"({"text":"a"})",
        "Validation failed for 'text': must have at least 2 characters, got \"a\"");
    row("maxLength", R"({"text":"abcde"})",
        "Validation failed for 'text': must have at most 4 characters, got \"abcde\"");
    row("minimum", R"({"text":"ab","count":0})", "Validation failed for 'count': must be at least 1, got 0");
    row("maximum", R"({"text":"ab","count":10})", "Validation failed for 'count': must be at most 9, got 10");
    row("exclusiveMinimum", R"({"text":"ab","share":0})",
        "Validation failed for 'share': must be more than 0, got 0");
    row("exclusiveMaximum", R"({"text":"ab","share":1})",
        "Validation failed for 'share': must be less than 1, got 1");
    row("enum", R"({"text":"ab","mode":"mid"})",
        "Validation failed for 'mode': must be one of \"low\", \"High\", got \"mid\"");
    row("enum mixed", R"({"text":"ab","code":2})",
        "Validation failed for 'code': must be one of 1, \"x\", null, got 2");
    row("pattern", R"({"text":"ab","word":"A1"})",
        "Validation failed for 'word': must match ^[a-z]+$, got \"A1\"");
    row("minItems", R"({"text":"ab","list":[]})",
        "Validation failed for 'list': must have at least 1 items, got an array of 0 items");
    row("maxItems", R"({"text":"ab","list":["a","b","c","d"]})",
        "Validation failed for 'list': must have at most 3 items, got an array of 4 items");
    row("item", R"({"text":"ab","list":["a",2]})", "Validation failed for 'list[1]': must be string, got 2");
    row("item number", R"({"text":"ab","numbers":[0,1,-1]})",
        "Validation failed for 'numbers[2]': must be at least 0, got -1");
    row("string for array", R"({"text":"ab","list":"/a/b"})",
        "Validation failed for 'list': must be array, got \"/a/b\"");
    row("unknown", R"({"text":"ab","zzzzzz":1})",
        "Validation failed for 'zzzzzz': no such argument; allowed: api_token, code, count, flag, inner, "
        "list, maybe, mode, numbers, "
        "open, share, text, word");
    row("unknown inside", R"({"text":"ab","inner":{"must":"x","other":1}})",
        "Validation failed for 'inner.other': no such argument; allowed: deep, must");
    row("flag", R"({"text":"ab","flag":"yes"})",
        "Validation failed for 'flag': must be boolean, got \"yes\"");
}

void TestJsonSchemaCheck::rejects()
{
    QFETCH(QByteArray, given);
    QFETCH(QString, message);
    const auto check = JsonSchemaCheck::compile(object(Schema));
    QVERIFY(check);
    const auto result = check->check(object(given.constData()));
    QVERIFY(!result);
    QCOMPARE(result.error().code, u"VALIDATION_ERROR"_s);
    QCOMPARE(result.error().message, message);
}

// What 2020-12 has and the suite of Debian 12, which ends at draft 7, has not.
void TestJsonSchemaCheck::judgesByTheStandard_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *schema, const char *data, bool fits) {
        QTest::addRow("%s: %s", schema, data) << QByteArray(schema) << QByteArray(data) << fits;
    };
    const char *tuple = R"({"prefixItems":[{"type":"integer"},{"type":"string"}],"items":{"type":"null"}})";
    row(tuple, R"([1,"a",null,null])", true);
    row(tuple, R"([1])", true);
    row(tuple, R"(["a",1])", false);
    row(tuple, R"([1,"a",2])", false);
    const char *some = R"({"contains":{"const":1},"minContains":2,"maxContains":3})";
    row(some, "[1,2,1]", true);
    row(some, "[1]", false);
    row(some, "[1,1,1,1]", false);
    row(R"({"contains":{"const":1},"minContains":0})", "[]", true);
    row(R"({"minContains":2})", "[]", true);
    row(R"({"dependentRequired":{"a":["b"]}})", R"({"a":1,"b":2})", true);
    row(R"({"dependentRequired":{"a":["b"]}})", R"({"b":2})", true);
    row(R"({"dependentRequired":{"a":["b"]}})", R"({"a":1})", false);
    row(R"({"dependentSchemas":{"a":{"required":["b"]}}})", R"({"a":1})", false);
    row(R"({"$ref":"#/$defs/n","minimum":3,"$defs":{"n":{"type":"integer"}}})", "3", true);
    row(R"({"$ref":"#/$defs/n","minimum":3,"$defs":{"n":{"type":"integer"}}})", "2", false);
    row(R"({"$ref":"#n","$defs":{"x":{"$anchor":"n","type":"integer"}}})", "2", true);
    row(R"({"$ref":"#n","$defs":{"x":{"$anchor":"n","type":"integer"}}})", "\"2\"", false);
    const char *tree = R"({"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
        "properties":{"next":{"$ref":"#"},"value":{"type":"integer"}},"additionalProperties":false})";
    row(tree, R"({"value":1,"next":{"value":2,"next":{}}})", true);
    row(tree, R"({"value":1,"next":{"value":2,"next":{"value":"x"}}})", false);
    row(R"({"type":"boolean"})", R"("true")", false);
    row(R"({"enum":["a"]})", R"("A")", false);
    row(R"({"enum":[{"a":[1,2]}]})", R"({"a":[1.0,2]})", true);
    row(R"({"format":"email"})", R"("no address")", true);
}

void TestJsonSchemaCheck::judgesByTheStandard()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, data);
    QFETCH(bool, fits);
    const auto check = JsonSchemaCheck::compile(object(schema.constData()), SchemaUse::Standard);
    QVERIFY2(check, check ? "" : qPrintable(check.error().message));
    const QJsonValue value = QJsonDocument::fromJson("[" + data + "]").array().at(0);
    QCOMPARE(check->checkValue(value).hasValue(), fits);
}

void TestJsonSchemaCheck::saysWhatToChange_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *field, const char *data, const char *message) {
        QTest::addRow("%s", field) << QByteArray(field) << QByteArray(data) << QString::fromUtf8(message);
    };
    row(R"({"const":5})", "6", "must be 5, got 6");
    row(R"({"multipleOf":0.5})", "0.7", "must be a multiple of 0.5, got 0.7");
    row(R"({"uniqueItems":true})", "[1,1.0]", "must not have the same item twice");
    row(R"({"minProperties":1})", "{}", "must have at least 1 fields");
    row(R"({"maxProperties":1})", R"({"a":1,"b":1})", "must have at most 1 fields");
    row(R"({"anyOf":[{"type":"string"},{"type":"integer","minimum":1}]})", "0",
        "fits none of its forms: Validation failed for 'x': must be string, got 0; or: Validation failed for "
        "'x': must be at least 1, got 0");
    row(R"({"oneOf":[{"type":"integer"},{"minimum":1}]})", "5",
        "fits 2 of its forms at once, must fit exactly one");
    row(R"({"not":{"type":"null"}})", "null", "has the one form that is not allowed, got null");
    row(R"({"if":{"minimum":5},"then":{"multipleOf":5}})", "6", "must be a multiple of 5, got 6");
    row(R"({"contains":{"type":"null"}})", "[1]", "must have at least 1 items of the wanted form");
    row("false", "1", "must not be there");
}

void TestJsonSchemaCheck::saysWhatToChange()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, data);
    QFETCH(QString, message);
    const auto check = JsonSchemaCheck::compile(object(R"({"properties":{"x":)" + field + "}}"));
    QVERIFY2(check, check ? "" : qPrintable(check.error().message));
    const auto result = check->check(object(R"({"x":)" + data + "}"));
    QVERIFY(!result);
    QCOMPARE(result.error().message, QString(u"Validation failed for 'x': "_s + message));
}

void TestJsonSchemaCheck::fillsInDefaultsBehindReferences()
{
    const auto check = JsonSchemaCheck::compile(object(R"({"properties":{"x":{"$ref":"#/$defs/x"}},
        "allOf":[{"properties":{"y":{"type":"integer","default":3}}}],
        "$defs":{"x":{"type":"object","properties":{"on":{"type":"boolean","default":true}}}}})"));
    QVERIFY2(check, check ? "" : qPrintable(check.error().message));
    const auto result = check->check(object(R"({"x":{}})"));
    QVERIFY(result);
    QCOMPARE(*result, object(R"({"x":{"on":true},"y":3})"));
}

void TestJsonSchemaCheck::endsWhenASchemaNamesItself()
{
    const auto check = JsonSchemaCheck::compile(object(R"({"$ref":"#"})"));
    QVERIFY(check);
    const auto result = check->check({});
    QVERIFY(!result);
    QVERIFY(result.error().message.contains(u"too much work"_s));
}

void TestJsonSchemaCheck::boundsTheWorkOfAlternatives()
{
    // Each level asks twice: 2^40 questions, if nobody counted. And a negation must not turn giving up
    // into consent.
    const auto check = JsonSchemaCheck::compile(object(R"({"not":{"$ref":"#/$defs/a"},"$defs":{"a":{"anyOf":[
            {"properties":{"n":{"$ref":"#/$defs/a"}},"required":["z"]},
            {"properties":{"n":{"$ref":"#/$defs/a"}},"required":["z"]}]}}})"),
                                                SchemaUse::Standard);
    QVERIFY2(check, check ? "" : qPrintable(check.error().message));
    QByteArray deep = "{}";
    for (int i = 0; i < 40; ++i)
        deep = R"({"z":1,"n":)" + deep + "}";
    const auto result = check->check(object(deep.constData()));
    QVERIFY(!result);
    QVERIFY(result.error().message.contains(u"too much work"_s));
}

void TestJsonSchemaCheck::suggestsTheNearestName()
{
    const auto result =
        JsonSchemaCheck::compile(object(Schema))->check(object(R"({"text":"ab","numbrs":[]})"));
    QVERIFY(!result);
    QCOMPARE(result.error().hint, u"did you mean numbers?"_s);
}

void TestJsonSchemaCheck::hidesSecrets_data()
{
    QTest::addColumn<QString>("field");
    for (const char *field :
         {"api_token", "apiKey", "password", "passwd", "client_secret", "Authorization", "cookie"})
        QTest::newRow(field) << QString::fromLatin1(field);
}

void TestJsonSchemaCheck::hidesSecrets()
{
    QFETCH(QString, field);
    const QJsonObject schema{{u"properties"_s, QJsonObject{{field, QJsonObject{{u"type"_s, u"integer"_s}}}}}};
    const auto result = JsonSchemaCheck::compile(schema)->check({{field, u"sk-verysecret"_s}});
    QVERIFY(!result);
    QVERIFY(result.error().message.contains(u"(hidden)"_s));
    QVERIFY(!result.error().message.contains(u"verysecret"_s));
}

void TestJsonSchemaCheck::shortensLongValues()
{
    const QJsonObject schema{
        {u"properties"_s, QJsonObject{{u"n"_s, QJsonObject{{u"type"_s, u"integer"_s}}}}}};
    const auto result = JsonSchemaCheck::compile(schema)->check({{u"n"_s, QString(1'000'000, u'x')}});
    QVERIFY(!result);
    QVERIFY(result.error().message.size() < 200);
    QVERIFY(result.error().message.contains(u"(1000000 characters)"_s));
}

void TestJsonSchemaCheck::boundsDeepInput()
{
    const auto check = JsonSchemaCheck::compile(object(Schema));
    QByteArray deep = R"({"text":"ab","open":{"a":)" + QByteArray(500, '[') + QByteArray(500, ']') + "}}";
    const auto result = check->check(object(deep.constData()));
    QVERIFY(!result);
    QVERIFY(result.error().message.contains(u"nested deeper"_s));
    deep = R"({"text":"ab","open":{"a":)" + QByteArray(50, '[') + QByteArray(50, ']') + "}}";
    QVERIFY(check->check(object(deep.constData())));
}

void TestJsonSchemaCheck::boundsHugeInput()
{
    QJsonArray many;
    for (int i = 0; i < 100'001; ++i)
        many.append(i);
    const auto result =
        JsonSchemaCheck::compile(object(Schema))->check({{u"text"_s, u"ab"_s}, {u"numbers"_s, many}});
    QVERIFY(!result);
    QVERIFY(result.error().message.contains(u"values"_s));
}

void TestJsonSchemaCheck::boundsBadPatterns()
{
    const QJsonObject rule{{u"type"_s, u"string"_s}, {u"pattern"_s, u"^(a+)+$"_s}, {u"maxLength"_s, 64}};
    const auto check = JsonSchemaCheck::compile(QJsonObject{{u"properties"_s, QJsonObject{{u"x"_s, rule}}}});
    QVERIFY(check);
    QVERIFY(!check->check({{u"x"_s, QString(1'000'000, u'a')}})); // length before pattern
}

QTEST_GUILESS_MAIN(TestJsonSchemaCheck)
#include "tst_jsonschemacheck.moc"

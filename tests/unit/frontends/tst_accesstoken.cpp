#include "core/frontends/accesstoken.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestAccessToken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void admitsOnlyTheToken();
    void openDaemonAdmitsAllAndCannotBeRotated();
    void rotates();
    void changedSettingReplacesARotatedToken();
};

void TestAccessToken::admitsOnlyTheToken()
{
    const AccessToken token(Secret("0123456789abcdef"));
    QVERIFY(token.admits(u"0123456789abcdef"_s));
    for (const QJsonValue &wrong : {QJsonValue(), QJsonValue(QJsonValue::Undefined), QJsonValue(u""_s),
                                    QJsonValue(true), QJsonValue(u"0123456789abcde"_s),
                                    QJsonValue(u"0123456789abcdef0"_s), QJsonValue(u"0123456789abcdeF"_s)})
        QVERIFY(!token.admits(wrong));
}

void TestAccessToken::openDaemonAdmitsAllAndCannotBeRotated()
{
    AccessToken token{Secret()};
    QVERIFY(token.admits(QJsonValue::Null));
    QCOMPARE(token.rotate(u""_s, u"0123456789abcdef"_s), AccessToken::Rotation::Unauthorized);
    QVERIFY(!token.isSet());
}

void TestAccessToken::rotates()
{
    AccessToken token(Secret("0123456789abcdef"));
    QCOMPARE(token.rotate(u"x"_s, u"fedcba9876543210"_s), AccessToken::Rotation::Unauthorized);
    QCOMPARE(token.rotate(u"0123456789abcdef"_s, u"fedcba987654321"_s), AccessToken::Rotation::TooShort);
    QVERIFY(token.admits(u"0123456789abcdef"_s));
    QCOMPARE(token.rotate(u"0123456789abcdef"_s, u"fedcba9876543210"_s), AccessToken::Rotation::Done);
    QVERIFY(!token.admits(u"0123456789abcdef"_s));
    QVERIFY(token.admits(u"fedcba9876543210"_s));
}

void TestAccessToken::changedSettingReplacesARotatedToken()
{
    AccessToken token(Secret("0123456789abcdef"));
    QCOMPARE(token.rotate(u"0123456789abcdef"_s, u"fedcba9876543210"_s), AccessToken::Rotation::Done);
    token.configure(Secret("0123456789abcdef")); // something else was changed
    QVERIFY(token.admits(u"fedcba9876543210"_s));
    token.configure(Secret("ffffffffffffffff"));
    QVERIFY(token.admits(u"ffffffffffffffff"_s));
    QVERIFY(!token.admits(u"fedcba9876543210"_s));
}

QTEST_GUILESS_MAIN(TestAccessToken)
#include "tst_accesstoken.moc"

// exaid_faultproxy: a mock provider behind a fault proxy, or the proxy alone before another server, for
// trying things by hand. Prompts steer the mock ("[mock …]", see mockreply.h), options steer the proxy.

#include "tests/support/faultproxy.h"
#include "tests/support/mockprovider.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <cstdio>
#include <memory>

using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Stands before a server and harms its connections."_s);
    parser.addHelpOption();
    parser.addOptions(
        {{u"upstream"_s, u"Server to stand before; left out: a mock provider of its own."_s, u"ip:port"_s},
         {u"listen"_s, u"Port to listen on; left out: any."_s, u"port"_s, u"0"_s},
         {u"script"_s, u"What happens to each connection, such as \"reset after=300\"."_s, u"script"_s},
         {u"seed"_s, u"Something random happens to each connection."_s, u"number"_s},
         {u"hangs"_s, u"With --seed: also what only time limits end."_s},
         {u"hidden-limit"_s, u"Calls the mock serves at once; above: 429."_s, u"number"_s, u"-1"_s},
         {u"https"_s, u"The mock speaks TLS with a certificate that nobody signed."_s}});
    parser.process(app);

    std::unique_ptr<MockProvider> mock;
    QHostAddress upstream(QHostAddress::LocalHost);
    quint16 port = 0;
    if (parser.isSet(u"upstream"_s)) {
        const QString place = parser.value(u"upstream"_s);
        upstream = QHostAddress(place.section(u':', 0, -2));
        port = place.section(u':', -1).toUShort();
        if (upstream.isNull() || port == 0) {
            std::fputs("--upstream needs an address and a port, such as 127.0.0.1:8080\n", stderr);
            return 2;
        }
    } else {
        mock = std::make_unique<MockProvider>(parser.isSet(u"https"_s) ? MockProvider::Scheme::Https
                                                                       : MockProvider::Scheme::Http);
        mock->setHiddenLimit(parser.value(u"hidden-limit"_s).toInt());
        port = mock->port();
    }
    FaultProxy proxy(port, upstream, parser.value(u"listen"_s).toUShort());
    if (parser.isSet(u"script"_s)) {
        const auto script = FaultScript::parse(parser.value(u"script"_s));
        if (!script) {
            std::fputs("--script is not understood; the form is \"reset after=300 size=1 pause=2ms\"\n",
                       stderr);
            return 2;
        }
        proxy.setScripts([script](int) { return *script; });
    } else if (parser.isSet(u"seed"_s)) {
        proxy.setSeed(parser.value(u"seed"_s).toULongLong(), parser.isSet(u"hangs"_s));
    }
    std::printf("listening on 127.0.0.1:%d, before port %d\n", proxy.port(), port);
    std::fflush(stdout);
    return QCoreApplication::exec();
}

#include "tests/unit/architecture/architecturerules.h"

#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <functional>

namespace exaid::architecture {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MaxLines = 500;

// A pattern that must not appear in the code of some files.
struct TextRule
{
    QString name;
    QRegularExpression forbidden;
    QStringList in;     // path prefixes
    QStringList except; // path prefixes
    QString instead;
};

const QList<TextRule> &textRules()
{
    static const QStringList everything{u"core/"_s, u"gui/"_s, u"app/"_s};
    static const QStringList loops{u"core/"_s, u"gui/"_s};
    static const QList<TextRule> rules{
        {u"clock"_s,
         QRegularExpression(
             uR"(_clock::now\b|\bQ(Date|Time|DateTime)::current|\bQElapsedTimer\b|\bQDeadlineTimer\b)"
             uR"(|\b(clock_gettime|gettimeofday)\b|\btime\s*\(\s*nullptr\s*\))"_s),
         {u"core/"_s},
         {u"core/time/"_s},
         u"take a Clock from outside"_s},
        {u"timer"_s,
         QRegularExpression(uR"(\bQTimer\b|\bstartTimer\s*\()"_s),
         {u"core/"_s},
         {u"core/time/"_s},
         u"use TimerService, so that a test owns time"_s},
        {u"blocking"_s,
         QRegularExpression(uR"(\bwaitFor[A-Z]\w*\s*\(|\bQEventLoop\b|\bprocessEvents\b)"
                            uR"(|\b(m|u|nano)?sleep(_for|_until)?\s*\(|\bBlockingQueuedConnection\b)"_s),
         loops,
         {},
         u"nothing blocks the core or the GUI thread"_s},
        {u"modal"_s,
         QRegularExpression(uR"((\.|->)exec\s*\()"_s),
         {u"gui/"_s},
         {},
         u"open() the dialog and connect to finished()"_s},
        {u"semaphore"_s,
         QRegularExpression(uR"(\bQSemaphore\w*\b|\bcounting_semaphore\b|\bbinary_semaphore\b)"_s),
         everything,
         {u"core/admission/"_s},
         u"ask the AdmissionController for a lease"_s},
        {u"string connect"_s,
         QRegularExpression(uR"(\b(SIGNAL|SLOT)\s*\()"_s),
         everything,
         {},
         u"connect by member pointer"_s},
        {u"revealed secret"_s,
         QRegularExpression(uR"(\breveal\s*\()"_s),
         {u"core/monitoring/"_s, u"core/logging/"_s, u"core/calls/"_s, u"core/tools/"_s, u"core/admission/"_s,
          u"core/conversations/"_s, u"core/sessions/"_s, u"gui/"_s},
         {u"gui/feed/"_s}, // logs in to the daemon
         u"only providers, front ends and settings handle secrets in the clear"_s},
        {u"Qt version"_s,
         QRegularExpression(uR"(\bQT_VERSION\b)"_s),
         everything,
         {u"core/qtcompat.h"_s},
         u"put the difference into core/qtcompat.h"_s},
    };
    return rules;
}

bool startsWithAny(const QString &path, const QStringList &prefixes)
{
    return std::ranges::any_of(prefixes, [&path](const QString &prefix) { return path.startsWith(prefix); });
}

QString place(const SourceFile &file, qsizetype line)
{
    return u"%1:%2"_s.arg(file.path).arg(line);
}

QList<Violation> checkText(const TextRule &rule, const QList<SourceFile> &files)
{
    QList<Violation> found;
    for (const SourceFile &file : files) {
        if (!startsWithAny(file.path, rule.in) || startsWithAny(file.path, rule.except))
            continue;
        for (qsizetype i = 0; i < file.code.size(); ++i) {
            const QRegularExpressionMatch match = rule.forbidden.match(file.code.at(i));
            if (match.hasMatch())
                found.append(
                    {rule.name, place(file, i + 1), u"\"%1\": %2"_s.arg(match.captured(), rule.instead)});
        }
    }
    return found;
}

QList<Violation> checkSize(const QList<SourceFile> &files)
{
    QList<Violation> found;
    for (const SourceFile &file : files) {
        if (file.lineCount > MaxLines)
            found.append({u"size"_s, place(file, file.lineCount),
                          u"more than %1 lines; split the class"_s.arg(MaxLines)});
    }
    return found;
}

// Made by the build, not in the tree.
bool isGenerated(const QString &target)
{
    static const QRegularExpression generated(uR"(\.moc$|^moc_|^ui_|(^|/)version\.h$)"_s);
    return generated.match(target).hasMatch();
}

} // namespace

Rules::Rules(const QString &qtHeaders)
    : m_qtHeaders(qtHeaders)
{}

QStringList Rules::names()
{
    QStringList names{u"layers"_s, u"cycles"_s, u"Qt modules"_s, u"size"_s};
    for (const TextRule &rule : textRules())
        names.append(rule.name);
    return names;
}

const QMap<QString, QStringList> &Rules::allowedLayers()
{
    static const QString t = u"time"_s, v = u"vocabulary"_s, c = u"config"_s, m = u"monitoring"_s,
                         s = u"sessions"_s, l = u"logging"_s;
    static const QMap<QString, QStringList> allowed{
        {t, {}},
        {v, {t}},
        {u"admission"_s, {t, v}},
        {c, {t, v}},
        {m, {t, v}},
        {l, {t, v, c, m}},
        {s, {t, v, c, m}},
        {u"history"_s, {t, v, m}},
        {u"http"_s, {t, v}},
        {u"providers"_s, {t, v, c, m, l}},
        {u"conversations"_s, {t, v, c, m, l}},
        {u"tools"_s, {u"providers"_s, u"conversations"_s, t, v, c, m, l}},
        {u"calls"_s, {u"tools"_s, u"providers"_s, u"admission"_s, u"conversations"_s, s, t, v, c, m, l}},
        {u"frontends"_s, {u"calls"_s, u"tools"_s, u"http"_s, s, t, v, c, m, l}},
        {u"daemon"_s,
         {u"frontends"_s, u"calls"_s, u"tools"_s, u"providers"_s, u"admission"_s, u"conversations"_s,
          u"history"_s, u"http"_s, s, t, v, c, m, l}},
        {u"gui"_s, {t, v, c, m}},
        {u"app"_s,
         {u"daemon"_s, u"gui"_s, u"frontends"_s, u"calls"_s, u"tools"_s, u"providers"_s, u"admission"_s,
          u"http"_s, s, t, v, c, m, l}},
    };
    return allowed;
}

QString Rules::layerOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    if (parts.size() < 2)
        return {};
    if (parts.first() != u"core")
        return parts.first() == u"gui" || parts.first() == u"app" ? parts.first() : QString();
    if (parts.size() > 2)
        return parts.at(1);
    static const QStringList vocabulary{u"ids"_s,      u"outcome"_s,     u"overloaded"_s,
                                        u"poolwork"_s, u"qtcompat"_s,    u"result"_s,
                                        u"secret"_s,   u"threadbound"_s, u"workclass"_s};
    return vocabulary.contains(parts.last().section(u'.', 0, 0)) ? u"vocabulary"_s : u"daemon"_s;
}

QList<Violation> Rules::check(const QString &rule, const QList<SourceFile> &files) const
{
    if (rule == u"layers")
        return checkLayers(files);
    if (rule == u"cycles")
        return checkCycles(files);
    if (rule == u"Qt modules")
        return checkQtModules(files);
    if (rule == u"size")
        return checkSize(files);
    for (const TextRule &textRule : textRules()) {
        if (textRule.name == rule)
            return checkText(textRule, files);
    }
    return {{rule, {}, u"no such rule"_s}};
}

QList<Violation> Rules::checkLayers(const QList<SourceFile> &files) const
{
    QList<Violation> found;
    for (const SourceFile &file : files) {
        const QString from = layerOf(file.path);
        if (!allowedLayers().contains(from)) {
            found.append({u"layers"_s, file.path, u"the layer \"%1\" is not in the picture"_s.arg(from)});
            continue;
        }
        for (const Include &include : file.includes) {
            if (!include.quoted || isGenerated(include.target))
                continue;
            const QString to = layerOf(include.target);
            if (to.isEmpty()) {
                found.append({u"layers"_s, place(file, include.line),
                              u"\"%1\" is not written from the repository root"_s.arg(include.target)});
            } else if (to != from && !allowedLayers().value(from).contains(to)) {
                found.append({u"layers"_s, place(file, include.line),
                              u"%1 must not include %2 (%3)"_s.arg(from, to, include.target)});
            }
        }
    }
    return found;
}

QList<Violation> Rules::checkCycles(const QList<SourceFile> &files) const
{
    QHash<QString, QStringList> graph;
    for (const SourceFile &file : files) {
        for (const Include &include : file.includes) {
            if (include.quoted)
                graph[file.path].append(include.target);
        }
    }
    QList<Violation> found;
    QSet<QString> done;
    QStringList path;
    const std::function<void(const QString &)> visit = [&](const QString &node) {
        if (path.contains(node)) {
            found.append({u"cycles"_s, node, (path.mid(path.indexOf(node)) << node).join(u" → "_s)});
            return;
        }
        if (done.contains(node))
            return;
        path.append(node);
        for (const QString &next : graph.value(node))
            visit(next);
        path.removeLast();
        done.insert(node);
    };
    for (const SourceFile &file : files)
        visit(file.path);
    return found;
}

QList<Violation> Rules::checkQtModules(const QList<SourceFile> &files) const
{
    static const QStringList coreOnly{u"QtCore"_s};
    static const QStringList withoutGui{u"QtCore"_s, u"QtNetwork"_s, u"QtWebSockets"_s, u"QtSql"_s,
                                        u"QtConcurrent"_s};
    static const QStringList valueLayers{u"time"_s,     u"vocabulary"_s, u"admission"_s, u"monitoring"_s,
                                         u"sessions"_s, u"calls"_s,      u"logging"_s};
    QList<Violation> found;
    for (const SourceFile &file : files) {
        if (!file.path.startsWith(u"core/"))
            continue;
        const QStringList &allowed = valueLayers.contains(layerOf(file.path)) ? coreOnly : withoutGui;
        for (const Include &include : file.includes) {
            const QString module = include.quoted ? QString() : qtModuleOf(include.target);
            if (!module.isEmpty() && !allowed.contains(module)) {
                found.append({u"Qt modules"_s, place(file, include.line),
                              u"%1 belongs to %2; allowed here: %3"_s.arg(include.target, module,
                                                                          allowed.join(u", "_s))});
            }
        }
    }
    return found;
}

QString Rules::qtModuleOf(const QString &header) const
{
    if (header.startsWith(u"Qt") && header.contains(u'/'))
        return header.section(u'/', 0, 0);
    static const QStringList modules{
        u"QtCore"_s, u"QtGui"_s,    u"QtWidgets"_s,      u"QtCharts"_s, u"QtNetwork"_s,
        u"QtSql"_s,  u"QtSvg"_s,    u"QtWebSockets"_s,   u"QtTest"_s,   u"QtConcurrent"_s,
        u"QtDBus"_s, u"QtOpenGL"_s, u"QtOpenGLWidgets"_s};
    for (const QString &module : modules) {
        if (QFileInfo::exists(m_qtHeaders + u'/' + module + u'/' + header))
            return module;
    }
    return {};
}

} // namespace exaid::architecture

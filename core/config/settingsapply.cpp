#include "core/config/settingsapply.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

bool fileHoldsSecret(const LoadedSettings &loaded)
{
    return std::ranges::any_of(loaded.explained, [&](const ExplainedSetting &setting) {
        return setting.secret && setting.source.startsWith(loaded.envFile + u':');
    });
}

Result<Secret> wantedContent(const SettingsRequest &request, const Secret &present)
{
    if (!request.version.isEmpty())
        return request.file.version(request.version);
    return edited(present, request.edits, request.inForce.explained);
}

} // namespace

SettingsReply carryOut(const SettingsRequest &request)
{
    SettingsReply reply;
    const Result<Secret> present = request.file.read();
    if (!present) {
        reply.failure = present.error();
        return reply;
    }
    if (!request.base.isEmpty() && SettingsFile::fingerprint(*present) != request.base) {
        reply.failure = Error{u"conflict"_s, u"%1 was changed meanwhile"_s.arg(request.file.path()),
                              u"Look at the new values, then apply your changes to them."_s};
        return reply;
    }
    const Result<Secret> wanted = wantedContent(request, *present);
    if (!wanted) {
        reply.failure = wanted.error();
        return reply;
    }
    SettingsSources sources = request.sources;
    sources.content = *wanted;
    const LoadedSettings next = loadSettings(sources);
    reply.outcome = {changesBetween(request.inForce, next), next.errors, next.warnings};
    reply.outcome.errors += overruledEdits(request.edits, request.inForce.explained);
    if (!request.write || !reply.outcome.errors.isEmpty())
        return reply;
    if (*wanted != *present) {
        // What was in force, not what lay there: a damaged file is nothing to go back to.
        Status kept = request.file.keep(request.inForce.content, request.wallMs);
        Status written = kept ? request.file.write(*wanted, fileHoldsSecret(next)) : kept;
        if (!written) {
            reply.failure = written.error();
            return reply;
        }
    }
    reply.written = next;
    return reply;
}

} // namespace exaid

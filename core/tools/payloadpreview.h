#pragma once

// glm_payload_preview: the request body that a chat would send to GLM. Core thread.

#include "core/config/settings.h"
#include "core/providers/modelcatalog.h"
#include "core/tools/localtool.h"

namespace exaid {

// The models must outlive it. glm: its settings; the key is dropped here.
LocalTool::Work payloadPreview(ProviderSettings glm, const ModelCatalog &models);

} // namespace exaid

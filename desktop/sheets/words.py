"""The Chinese words of this room: what stands on paper beside the values, and what is said when an export fails."""

EXAMPLE = "示例，非评审结论"

CORRECTED = {"unit": "单位", "indicator": "指标", "subject": "主体", "period": "时期"}

LATER = "“{suffix}”格式在后续版本支持，没有写入任何内容；请先导出 .xlsx。"
UNKNOWN_SUFFIX = "不能导出“{suffix}”格式，没有写入任何内容；请把文件名的结尾改为 .xlsx。"
FOLDER = "{name}：这是一个文件夹；请指定一个 .xlsx 文件名。"
IN_USE = "{name}：无法写入，文件可能正在别的程序中打开，或为只读；请关闭它或换一个文件名，原文件没有改动。"
DENIED = "{name}：没有写入权限，没有写入任何内容；请换一个文件夹。"
FULL = "{name}：磁盘空间不足，没有写入任何内容；请清理磁盘后再导出。"
UNWRITABLE = "{name}：无法写入，没有留下半个文件；请检查文件夹是否存在、磁盘是否正常，或换一个位置。"
MISCOUNTED = "{name}：写出后重新打开核对，{what}对不上，已放弃这次导出，原文件没有改动；请重试，若仍如此请联系开发者。"

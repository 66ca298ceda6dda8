-- Regions (시도) with their share of customers and some of their districts (시군구); names by how common they are.
CREATE TEMP TABLE regions (region VARCHAR, share INTEGER, remote_hours INTEGER, cities VARCHAR[]);
INSERT INTO regions VALUES
    ('서울', 230, 0, ['강남구', '서초구', '송파구', '강서구', '마포구', '노원구', '관악구', '은평구', '성북구', '영등포구', '중구', '용산구']),
    ('경기', 262, 0, ['수원시', '성남시', '고양시', '용인시', '부천시', '화성시', '안양시', '남양주시', '평택시', '파주시', '김포시']),
    ('인천', 58, 2, ['남동구', '부평구', '서구', '연수구', '미추홀구', '중구']),
    ('부산', 62, 10, ['해운대구', '부산진구', '사하구', '동래구', '남구', '사상구', '기장군']),
    ('대구', 44, 8, ['수성구', '달서구', '북구', '동구', '중구', '달성군']),
    ('대전', 29, 4, ['유성구', '서구', '중구', '동구', '대덕구']),
    ('광주', 27, 9, ['북구', '광산구', '서구', '남구', '동구']),
    ('울산', 20, 10, ['남구', '울주군', '북구', '중구', '동구']),
    ('세종', 9, 5, ['세종시']),
    ('강원', 28, 12, ['춘천시', '원주시', '강릉시', '속초시', '평창군']),
    ('충북', 30, 6, ['청주시', '충주시', '제천시', '음성군', '진천군']),
    ('충남', 39, 6, ['천안시', '아산시', '서산시', '당진시', '논산시']),
    ('전북', 32, 10, ['전주시', '익산시', '군산시', '정읍시', '완주군']),
    ('전남', 32, 14, ['여수시', '순천시', '목포시', '나주시', '무안군']),
    ('경북', 46, 12, ['포항시', '구미시', '경산시', '경주시', '안동시', '칠곡군']),
    ('경남', 60, 11, ['창원시', '김해시', '진주시', '양산시', '거제시', '통영시']),
    ('제주', 14, 34, ['제주시', '서귀포시']);
CREATE TEMP TABLE region_slots AS
SELECT CAST(row_number() OVER (ORDER BY region, copy) - 1 AS BIGINT) AS slot, region, remote_hours, cities
FROM regions, LATERAL (SELECT unnest(range(share)) AS copy);

CREATE TEMP TABLE surnames (surname VARCHAR, romanised VARCHAR, share INTEGER);
INSERT INTO surnames VALUES
    ('김', 'kim', 215), ('이', 'lee', 147), ('박', 'park', 84), ('최', 'choi', 47), ('정', 'jung', 43), ('강', 'kang', 24),
    ('조', 'cho', 21), ('윤', 'yoon', 20), ('장', 'jang', 20), ('임', 'lim', 17), ('한', 'han', 16), ('오', 'oh', 15),
    ('서', 'seo', 15), ('신', 'shin', 15), ('권', 'kwon', 14), ('황', 'hwang', 14), ('안', 'ahn', 14), ('송', 'song', 14),
    ('전', 'jeon', 11), ('홍', 'hong', 11), ('유', 'yoo', 10), ('고', 'ko', 9), ('문', 'moon', 9), ('양', 'yang', 9),
    ('손', 'son', 9), ('배', 'bae', 8), ('백', 'baek', 8), ('허', 'heo', 7), ('남', 'nam', 6), ('심', 'shim', 5),
    ('노', 'noh', 5), ('하', 'ha', 5), ('곽', 'kwak', 4), ('차', 'cha', 4), ('남궁', 'namgung', 1), ('황보', 'hwangbo', 1);
CREATE TEMP TABLE surname_slots AS
SELECT CAST(row_number() OVER (ORDER BY surname, copy) - 1 AS BIGINT) AS slot, surname, romanised
FROM surnames, LATERAL (SELECT unnest(range(share)) AS copy);

CREATE TEMP TABLE given_names (slot BIGINT, gender VARCHAR, given_name VARCHAR, romanised VARCHAR);
INSERT INTO given_names
SELECT row_number() OVER (PARTITION BY gender ORDER BY given_name) - 1, gender, given_name, romanised
FROM (VALUES
    ('F', '민지', 'minji'), ('F', '서연', 'seoyeon'), ('F', '지은', 'jieun'), ('F', '수빈', 'subin'), ('F', '예은', 'yeeun'),
    ('F', '하은', 'haeun'), ('F', '지영', 'jiyoung'), ('F', '은정', 'eunjung'), ('F', '미경', 'mikyung'), ('F', '영희', 'younghee'),
    ('F', '혜진', 'hyejin'), ('F', '유진', 'yujin'), ('F', '다은', 'daeun'), ('F', '채원', 'chaewon'), ('F', '소영', 'soyoung'),
    ('F', '은지', 'eunji'), ('F', '현주', 'hyunju'), ('F', '정숙', 'jungsook'), ('F', '선영', 'sunyoung'), ('F', '보람', 'boram'),
    ('F', '아름', 'areum'), ('F', '나연', 'nayeon'), ('F', '윤서', 'yunseo'), ('F', '가영', 'gayoung'), ('F', '슬기', 'seulgi'),
    ('F', '주희', 'juhee'), ('F', '경희', 'kyunghee'), ('F', '수진', 'sujin'), ('F', '예린', 'yerin'), ('F', '시은', 'sieun'),
    ('M', '민준', 'minjun'), ('M', '서준', 'seojun'), ('M', '도윤', 'doyun'), ('M', '지훈', 'jihoon'), ('M', '현우', 'hyunwoo'),
    ('M', '준호', 'junho'), ('M', '성민', 'sungmin'), ('M', '영수', 'youngsoo'), ('M', '동현', 'donghyun'), ('M', '상훈', 'sanghoon'),
    ('M', '재현', 'jaehyun'), ('M', '태양', 'taeyang'), ('M', '승우', 'seungwoo'), ('M', '건우', 'gunwoo'), ('M', '우진', 'woojin'),
    ('M', '시우', 'siwoo'), ('M', '진우', 'jinwoo'), ('M', '철수', 'chulsoo'), ('M', '병철', 'byungchul'), ('M', '정호', 'jungho'),
    ('M', '기현', 'kihyun'), ('M', '은호', 'eunho'), ('M', '주원', 'juwon'), ('M', '한결', 'hangyeol'), ('M', '민석', 'minseok'),
    ('M', '태현', 'taehyun'), ('M', '종민', 'jongmin'), ('M', '석진', 'seokjin'), ('M', '광수', 'kwangsoo'), ('M', '유찬', 'yuchan')
) AS names (gender, given_name, romanised);
